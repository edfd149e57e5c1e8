"use client";
import type { ReactNode } from "react";

export type AgentKind = "demo" | "external" | "managed";

const KINDS: readonly { kind: AgentKind; label: string; hint: string }[] = [
  { kind: "managed", label: "A folder on this machine", hint: "The dashboard starts an agent for each session." },
  { kind: "external", label: "An address", hint: "An octomind server that runs already." },
  { kind: "demo", label: "The demo agent", hint: "Scripted, no model; costs are play money." },
];

function Kind({ kind, label, hint, isChosen, onChoose }: (typeof KINDS)[number] & { isChosen: boolean; onChoose: () => void }): ReactNode {
  return (
    <label className="flex cursor-pointer items-start gap-2.5 rounded-lg border bg-card p-3 hover:bg-accent/60 has-checked:border-primary has-checked:bg-primary-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring">
      <input
        type="radio"
        name="agent"
        value={kind}
        checked={isChosen}
        onChange={onChoose}
        className="mt-0.5 size-4 shrink-0 accent-primary outline-none"
      />
      <span>
        <span className="block font-medium">{label}</span>
        <span className="block text-xs leading-[18px] text-muted-foreground">{hint}</span>
      </span>
    </label>
  );
}

/** What kind of agent serves a project. */
export function AgentKinds({ value, onChange }: { value: AgentKind; onChange: (kind: AgentKind) => void }) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">Where the agent runs</legend>
      <div className="grid gap-2 sm:grid-cols-3">
        {KINDS.map((one) => (
          <Kind key={one.kind} {...one} isChosen={one.kind === value} onChoose={() => onChange(one.kind)} />
        ))}
      </div>
    </fieldset>
  );
}
