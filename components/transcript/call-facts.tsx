import { Tag } from "@/components/ui/tag";
import type { Plan } from "@/lib/domain/tools/tool-plan";
import type { CallTrace } from "@/lib/domain/transcript/transcript-types";
import { RunFacts } from "./runs/run-facts";

const words: Readonly<Record<string, Record<CallTrace["state"], string>>> = {
  job: { open: "in the background", done: "done", failed: "failed", stopped: "stopped", lost: "outlived its agent" },
  monitor: { open: "watching", done: "ended", failed: "ended, failed", stopped: "stopped", lost: "ended with its agent" },
  schedule: { open: "scheduled", done: "has run", stopped: "removed", failed: "failed", lost: "lost" },
  agent: { open: "working", done: "done", failed: "failed", stopped: "stopped", lost: "ended with its agent" },
};

/** "2 of 5 done" */
const planWords = ({ steps }: Plan): string => `${steps.filter(({ state }) => state === "done").length} of ${steps.length} done`;

/** What stands at the right of a call's line besides its time: how that stands which it started. */
export function CallFacts({ trace }: { trace: CallTrace }) {
  const { run, plan, left, state, isUndone } = trace;
  if (run) return <RunFacts run={run} />;
  if (isUndone) return <span>taken back</span>;
  if (plan) return <span>{planWords(plan.after)}</span>;
  const said = left && words[left.split(" ", 1)[0] ?? ""]?.[state];
  if (!said) return null;
  return state === "failed" ? <Tag tone="failed">{said}</Tag> : <span>{said}</span>;
}
