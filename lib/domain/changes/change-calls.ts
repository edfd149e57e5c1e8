/** The calls of a turn in the order in which they were answered, with those of the runs that it delegated: what its changes are read from. */
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import { objectOf, textOf } from "@/lib/domain/text/loose-json";
import { describeTool } from "@/lib/domain/tools/tool-call";
import type { Cut, Item, RunItem, RunStep, ToolItem } from "@/lib/domain/transcript/transcript-types";
import type { ChangeCall } from "./changes";

/** Events that came as previews and were fetched whole since. */
export type Wholes = ReadonlyMap<number, SessionEvent>;
/** `place`: the event after which it counts. Calls made together may be answered in another order. */
export type PlacedCall = { place: number; call: ChangeCall };

type ToolStep = Extract<RunStep, { type: "tool" }>;
type Called = Pick<ToolItem, "seq" | "tool" | "server" | "params" | "cut" | "result">;

const none: Wholes = new Map();
/** What a run did while nobody listened may be anything. */
const UNKNOWN = { tool: "", server: "", params: null, result: null };

export const isEdit = ({ tool, server, params }: Pick<ToolItem, "tool" | "server" | "params">): boolean =>
  describeTool(tool, server, params).kind === "edit";

export const runsOf = (items: readonly Item[]): RunItem[] =>
  items.flatMap((item) => (item.type === "run" ? [item] : item.type === "tool" && item.trace?.run ? [item.trace.run] : []));

const stepsOf = ({ steps }: RunItem): ToolStep[] => steps.filter((step) => step.type === "tool");

const isShort = (cut: Cut, whole: SessionEvent | undefined): boolean => Boolean(cut?.length && !whole);

/** What was asked, out of the whole event where that is here. */
export function paramsIn(whole: SessionEvent | null | undefined, otherwise: unknown): unknown {
  if (whole?.kind === "tool_called") return whole.payload.params;
  return whole?.kind === "run_progressed" ? (whole.payload.event.params ?? null) : otherwise;
}

/** What was answered, likewise. */
export function contentIn(whole: SessionEvent | null | undefined, otherwise: string): string {
  if (whole?.kind === "tool_returned") return whole.payload.content;
  return whole?.kind === "run_progressed" ? textOf(objectOf(whole.payload.event).content) : otherwise;
}

function placed({ seq, tool, server, params, cut, result }: Called, turn: number | null, wholes: Wholes): PlacedCall {
  const called = wholes.get(seq);
  const returned = result ? wholes.get(result.seq) : undefined;
  const isCut = isShort(cut, called) || isShort(result?.cut, returned);
  const answer = result && { content: contentIn(returned, result.content), success: result.success };
  return { place: result?.seq ?? seq, call: { seq, turn, tool, server, params: paramsIn(called, params), result: answer, isCut } };
}

/** A call that the run still waits for is not there yet. `turn`: the one that delegated it. */
export function callsOfRun(run: RunItem, turn: number | null, wholes: Wholes = none): PlacedCall[] {
  const by = { id: run.runId, role: run.role, seq: run.seq };
  const told = stepsOf(run)
    .filter(({ result }) => result !== null || run.endedAt !== null)
    .map((step) => placed(step, turn, wholes));
  const missed = run.gaps.map((seq) => ({ place: seq, call: { seq, turn, ...UNKNOWN } }));
  return [...missed, ...told].map(({ place, call }) => ({ place, call: { ...call, run: by } }));
}

export const inOrder = (calls: readonly PlacedCall[]): ChangeCall[] => [...calls].sort((a, b) => a.place - b.place).map(({ call }) => call);

export function callsOfTurn(items: readonly Item[], turn: number, wholes: Wholes): ChangeCall[] {
  const own = items.flatMap((item) => (item.type === "tool" ? [placed(item, turn, wholes)] : []));
  return inOrder([...own, ...runsOf(items).flatMap((run) => callsOfRun(run, turn, wholes))]);
}

/** Every edit that was called, by the session's own agent or in a run. */
export const editsOf = (items: readonly Item[]): readonly Called[] =>
  [...items.filter((item) => item.type === "tool"), ...runsOf(items).flatMap(stepsOf)].filter(isEdit);

/** Edits without an answer that none will come for: of a turn that `isOver`, and of runs that are. */
export const lostEditsOf = (items: readonly Item[], isOver: boolean): readonly Called[] => {
  const own = isOver ? items.filter((item) => item.type === "tool") : [];
  const inRuns = runsOf(items).filter(({ endedAt }) => endedAt !== null);
  return [...own, ...inRuns.flatMap(stepsOf)].filter((call) => call.result === null && isEdit(call));
};

/** The seqs of events of edits of which the page has the beginning only. */
export const cutEdits = (items: readonly Item[]): number[] =>
  editsOf(items).flatMap(({ seq, cut, result }) => [...(cut?.length ? [seq] : []), ...(result?.cut?.length ? [result.seq] : [])]);
