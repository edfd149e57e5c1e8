/** A delegated run's card: its own events folded into steps. */
import type { EventOf, SessionEvent } from "@/lib/domain/sessions/session-event";
import { addNano } from "@/lib/domain/sessions/usage";
import { textOrJson } from "@/lib/domain/text/loose-json";
import type { Cut, RunItem, RunStep } from "./transcript-types";

type Progress = EventOf<"run_progressed">;

const ENDED = new Set(["done", "completed", "failed", "error", "stopped", "cancelled", "interrupted"]);

/** Whether it says that the run is over. */
export const endsRun = ({ runKind, event }: Progress["payload"]): boolean => runKind === "status" && ENDED.has(textOrJson(event.status));

/** Cut fields of the nested event, named as the step names them. */
const innerCut = (cut: Cut): Cut =>
  cut?.filter(({ path }) => path.startsWith("event.")).map((field) => ({ ...field, path: field.path.slice(6) }));

export function startRun({ seq, at, payload }: Progress): RunItem {
  const { runId, role } = payload;
  return {
    type: "run",
    seq,
    at,
    runId,
    role,
    prompt: "",
    status: "running",
    endedAt: null,
    costNano: null,
    steps: [],
    runSeq: 0,
    gaps: [],
  };
}

function withResult(steps: readonly RunStep[], { seq, at, payload }: Progress, cut: Cut): readonly RunStep[] {
  const { event } = payload;
  const toolId = textOrJson(event.tool_id);
  const index = steps.findLastIndex((step) => step.type === "tool" && step.toolId === toolId && step.result === null);
  const step = steps[index];
  const result = { seq, at, content: textOrJson(event.content), success: event.success !== false, cut };
  if (step?.type !== "tool") {
    const orphan = {
      type: "tool",
      seq,
      at,
      tool: textOrJson(event.tool),
      toolId,
      server: textOrJson(event.server),
      params: null,
      cut,
      result,
    } as const;
    return [...steps, orphan];
  }
  return steps.with(index, { ...step, result });
}

/** Its agent ended, or one that does not go on where we were has begun anew: what runs were to tell is told no more. */
export const losesRuns = (event: SessionEvent): boolean =>
  event.kind === "agent_ended" || (event.kind === "upstream_bound" && event.payload.resumed === false);

export const loseRun = (run: RunItem, at: number): RunItem => (run.endedAt === null ? { ...run, status: "lost", endedAt: at } : run);

/** One that tells more was not lost. */
function counted(run: RunItem, { seq, payload: { runSeq } }: Progress): RunItem {
  const gaps = runSeq > run.runSeq + 1 ? [...run.gaps, seq] : run.gaps;
  return { ...run, ...(run.status === "lost" && { status: "running", endedAt: null }), runSeq: Math.max(run.runSeq, runSeq), gaps };
}

/** The run after one of its events. */
export function progressRun(before: RunItem, progress: Progress, eventCut: Cut): RunItem {
  const run = counted(before, progress);
  const { seq, at, payload } = progress;
  const { event } = payload;
  const cut = innerCut(eventCut);
  const content = textOrJson(event.content);
  switch (payload.runKind) {
    case "prompt":
      return { ...run, prompt: content };
    case "thinking":
      return { ...run, steps: [...run.steps, { type: "thought", seq, at, content, cut }] };
    case "assistant":
      return { ...run, steps: [...run.steps, { type: "reply", seq, at, content, cut }] };
    case "tool_use": {
      const call = {
        tool: textOrJson(event.tool),
        toolId: textOrJson(event.tool_id),
        server: textOrJson(event.server),
        params: event.params ?? null,
      };
      return { ...run, steps: [...run.steps, { type: "tool", seq, at, ...call, cut, result: null }] };
    }
    case "tool_result":
      return { ...run, steps: withResult(run.steps, progress, cut) };
    case "usage":
      return payload.costNano === null ? run : { ...run, costNano: addNano(run.costNano ?? "0", payload.costNano) };
    case "status": {
      const status = textOrJson(event.status) || "running";
      return { ...run, status, endedAt: ENDED.has(status) ? at : null };
    }
    default:
      return { ...run, steps: [...run.steps, { type: "other", seq, at, kind: payload.runKind, event }] };
  }
}
