"use client";
import { ChevronRightIcon, CircleCheckIcon, SearchIcon, TriangleAlertIcon } from "lucide-react";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { Notice } from "@/components/ui/notice";
import type { AgentDraft } from "./agent-draft";
import { AgentKinds } from "./agent-kind";

export type FoundOctomind = { path: string; version: string } | null | undefined;

type Props = { draft: AgentDraft; change: (part: Partial<AgentDraft>) => void; hasToken: boolean; octomind: FoundOctomind };
type TextProps = { label: string; hint: string; value: string; set: (value: string) => void; type?: string; required?: boolean };

function Text({ label, hint, value, set, type = "text", required = false }: TextProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <Input
          {...control}
          type={type}
          value={value}
          required={required}
          onChange={(event) => set(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
        />
      )}
    </Field>
  );
}

function Octomind({ octomind }: { octomind: FoundOctomind }) {
  if (octomind === undefined) {
    return (
      <Notice role="status">
        <SearchIcon aria-hidden />
        Looking for octomind on this machine…
      </Notice>
    );
  }
  if (octomind === null) {
    return (
      <Notice role="status" tone="warn">
        <TriangleAlertIcon aria-hidden />
        octomind was not found on this machine. Install it, or start the dashboard with OCTOMIND_BIN set to it.
      </Notice>
    );
  }
  return (
    <Notice role="status" tone="ok">
      <CircleCheckIcon aria-hidden />
      <span>
        Found <code className="font-mono">{octomind.path}</code>, version {octomind.version || "unknown"}.
      </span>
    </Notice>
  );
}

function ManagedFields({ draft, change, octomind }: Props) {
  return (
    <>
      <Octomind octomind={octomind} />
      <Text
        label="Folder"
        hint="The whole path on this machine, starting with /. The agent works in it."
        value={draft.cwd}
        set={(cwd) => change({ cwd })}
        required
      />
      <Text label="Role" hint="Empty: the agent's own default." value={draft.role} set={(role) => change({ role })} />
      <details className="group">
        <summary className="flex w-fit items-center gap-1.5 rounded-md py-1 font-medium pointer-coarse:py-3 [&::-webkit-details-marker]:hidden">
          <ChevronRightIcon aria-hidden className="size-3.5 text-muted-foreground group-open:rotate-90" />
          More: configuration and environment
        </summary>
        <div className="mt-3 grid gap-4">
          <Text
            label="Configuration file"
            hint="Empty: the one of the account this server runs as."
            value={draft.configPath}
            set={(configPath) => change({ configPath })}
          />
          <Text
            label="Data directory"
            hint="Empty: the agent's own. Another one means other taps and another login."
            value={draft.dataDir}
            set={(dataDir) => change({ dataDir })}
          />
          <Text
            label="Variables to pass on"
            hint="Environment variables by name, separated by spaces. Those ending in _API_KEY are passed on anyway."
            value={draft.envNames}
            set={(envNames) => change({ envNames })}
          />
        </div>
      </details>
    </>
  );
}

function ExternalFields({ draft, change, hasToken }: Props) {
  const hint = hasToken
    ? "A token is stored. Left empty it stays; a new address drops it."
    : "Sent as a bearer token; stored encrypted and never shown again.";
  return (
    <>
      <Text
        label="Address"
        hint="ws:// or wss://, as octomind server prints it."
        value={draft.url}
        set={(url) => change({ url })}
        required
      />
      <Text label="Token" hint={hint} value={draft.token} set={(token) => change({ token, dropsToken: false })} type="password" />
      {hasToken && draft.token === "" && (
        <Checkbox
          label="Remove the stored token"
          checked={draft.dropsToken}
          onChange={(event) => change({ dropsToken: event.target.checked })}
        />
      )}
      <Text
        label="Folder"
        hint="The whole path on the agent's machine, starting with /. Empty: where the agent was started."
        value={draft.cwd}
        set={(cwd) => change({ cwd })}
      />
      <Text label="Role" hint="Empty: the agent's own default." value={draft.role} set={(role) => change({ role })} />
    </>
  );
}

/** By what a button of the form says that it is for these fields alone. */
export const AGENT_FIELDS = "agent-fields";

/** Which agent serves a project. */
export function AgentFields(props: Props) {
  const { draft, change } = props;
  return (
    <fieldset name={AGENT_FIELDS} aria-label="Agent" className="grid min-w-0 gap-4">
      <AgentKinds value={draft.kind} onChange={(kind) => change({ kind })} />
      {draft.kind === "managed" && <ManagedFields {...props} />}
      {draft.kind === "external" && <ExternalFields {...props} />}
    </fieldset>
  );
}
