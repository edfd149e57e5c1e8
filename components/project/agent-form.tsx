"use client";
import { CircleCheckIcon, TriangleAlertIcon } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Form } from "@/components/ui/forms/form";
import { FormProblem } from "@/components/ui/forms/form-problem";
import { Submit } from "@/components/ui/forms/submit";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/overlays/toast";
import { answered } from "@/lib/domain/answered";
import type { Answer } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";
import type { AgentDraft } from "./agent-draft";
import { AGENT_FIELDS, AgentFields, type FoundOctomind } from "./agent-fields";
import { findOctomind, probeAgent } from "./agent-probe";

export type UpstreamInput =
  | { kind: "demo" }
  | { kind: "external"; url: string; token?: string; cwd: string; role: string }
  | { kind: "managed"; cwd: string; role: string; configPath: string; dataDir: string; envNames: string[] };

/** Without a token the stored one stays. */
const tokenOf = ({ token, dropsToken }: AgentDraft): { token?: string } => (token || dropsToken ? { token } : {});

function toInput(draft: AgentDraft): UpstreamInput {
  const { kind, url, cwd, role, configPath, dataDir, envNames } = draft;
  if (kind === "demo") return { kind };
  if (kind === "external") return { kind, url, cwd, role, ...tokenOf(draft) };
  return { kind, cwd, role, configPath, dataDir, envNames: envNames.split(/[\s,]+/).filter(Boolean) };
}

async function test(draft: AgentDraft, projectId: number | null): Promise<{ ok: boolean; words: string }> {
  const { kind, url, cwd, role, configPath, dataDir } = draft;
  if (kind === "demo") return { ok: true, words: "The demo agent is always there." };
  const answer = await probeAgent(
    kind === "external"
      ? { kind, url, cwd, role, ...tokenOf(draft), ...(projectId ? { projectId } : {}) }
      : { kind, cwd, role, configPath, dataDir },
  );
  if (!answer.ok) return { ok: false, words: sayRefusal(answer.refusal) };
  const { model, role: found, version, capabilities } = answer.found;
  const parts = [
    model && `model ${model}`,
    found && `role ${found}`,
    version && `octomind ${version}`,
    `${capabilities.length} capabilities`,
  ];
  return { ok: true, words: `It answers: ${parts.filter(Boolean).join(", ")}.` };
}

type Props = {
  start: AgentDraft;
  projectId: number | null;
  hasToken: boolean;
  submitLabel: string;
  /** `leave`: what comes next is another page; `done`: what is said where that does not come. */
  save: (upstream: UpstreamInput) => Promise<Answer<{ leave?: () => void; done?: ReactNode }>>;
  children?: ReactNode;
};

/** The agent of a project: tested before it is saved, and saved only when the test passed. */
export function AgentForm({ start, projectId, hasToken, submitLabel, save, children }: Props) {
  const [draft, setDraft] = useState(start);
  const [octomind, setOctomind] = useState<FoundOctomind>(undefined);
  const [result, setResult] = useState<{ ok: boolean; words: string } | null>(null);
  const [isTesting, setTesting] = useState(false);
  const newest = useRef(draft);
  newest.current = draft;

  useEffect(() => {
    let isGone = false;
    void findOctomind().then((answer) => !isGone && setOctomind(answer.ok ? answer.octomind : null));
    return () => {
      isGone = true;
    };
  }, []);

  async function runTest(): Promise<boolean> {
    setTesting(true);
    setResult(null);
    const found = await test(draft, projectId);
    setTesting(false);
    // Of what was typed meanwhile nothing is known, and what it replaced is not wanted.
    if (newest.current !== draft) return false;
    setResult(found);
    return found.ok;
  }

  async function submit(_: HTMLFormElement, submitter: HTMLElement | null) {
    if (submitter?.dataset.checks === AGENT_FIELDS) {
      await runTest();
      return null;
    }
    if (!result?.ok && !(await runTest())) return null;
    const answer = await answered(save(toInput(draft)));
    if (!answer.ok) return { words: sayRefusal(answer.refusal) };
    setDraft((now) => ({ ...now, token: "", dropsToken: false }));
    toast.success("Saved.");
    return answer.leave ? { leave: answer.leave, done: answer.done } : null;
  }

  return (
    <Form onSubmit={submit} className="grid gap-4">
      {children}
      <AgentFields
        draft={draft}
        change={(part) => {
          setDraft({ ...draft, ...part });
          setResult(null);
        }}
        hasToken={hasToken}
        octomind={octomind}
      />
      {/* There before its words are: a screen reader says what changes in it. */}
      <div role="status" className="empty:absolute">
        {result && (
          <Notice tone={result.ok ? "ok" : "bad"}>
            {result.ok ? <CircleCheckIcon aria-hidden /> : <TriangleAlertIcon aria-hidden />}
            {result.words}
          </Notice>
        )}
      </div>
      <FormProblem />
      <div className="flex flex-wrap gap-2">
        <Submit variant="primary">{isTesting ? "Testing…" : submitLabel}</Submit>
        {draft.kind !== "demo" && <Submit data-checks={AGENT_FIELDS}>Test connection</Submit>}
      </div>
    </Form>
  );
}
