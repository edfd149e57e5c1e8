/** Ties calls to what came of them: a run to the call that started it, jobs, monitors and schedules to the messages that tell of them, folder and plan. */
import type { EventOf, ViewerEvent } from "@/lib/domain/sessions/session-event";
import { objectOf, shortJson, textOf } from "@/lib/domain/text/loose-json";
import { paramsOf, word } from "@/lib/domain/tools/tool-call";
import { endedBy, leftBehind, repeats } from "@/lib/domain/tools/tool-left";
import { planAfter } from "@/lib/domain/tools/tool-plan";
import { readInjected } from "./injected-message";
import { editBefore } from "./transcript-edits";
import { strikeProcesses } from "./transcript-processes";
import { loseRun, losesRuns, progressRun, startRun } from "./transcript-run";
import type { Found, Shelf } from "./transcript-shelf";
import type { CallTrace, Cut, Item, Ledger, RunItem, ToolItem } from "./transcript-types";

type Call = Found<ToolItem>;

const blank: CallTrace = { cwd: "", plan: null, left: null, state: "open", run: null, reports: 0, lastReport: null };
const WORDS_KEPT = 200;
const OUTPUT_KEPT = 4_000;

const isTool = (item: Item): item is ToolItem => item.type === "tool";

/** All that calls have left: thousands of messages may tell of what none of them did. */
const lefts = new WeakMap<Shelf, Set<string>>();
function leftIn(shelf: Shelf): ReadonlySet<string> {
  const known = lefts.get(shelf);
  if (known) return known;
  const found = new Set<string>();
  shelf.find((item): item is ToolItem => {
    if (isTool(item) && item.trace?.left) found.add(item.trace.left);
    return false;
  });
  lefts.set(shelf, found);
  return found;
}

function mark(shelf: Shelf, call: Call, trace: Partial<CallTrace>): void {
  shelf.put(call, { ...call.item, trace: { ...blank, ...call.item.trace, ...trace } });
  if (trace.left) lefts.get(shelf)?.add(trace.left);
}

/** The newest call that left this; of two agents with one name the newest that still works. */
const findLeft = (shelf: Shelf, subject: string): Call | null => {
  if (!leftIn(shelf).has(subject)) return null;
  return (
    shelf.find((item): item is ToolItem => isTool(item) && item.trace?.left === subject && item.trace.state === "open") ??
    shelf.find((item): item is ToolItem => isTool(item) && item.trace?.left === subject)
  );
};

const holdsRun =
  (runId: string) =>
  (item: Item): item is RunItem | ToolItem =>
    (item.type === "run" && item.runId === runId) || (isTool(item) && item.trace?.run?.runId === runId);

function traceCalled(shelf: Shelf, ledger: Ledger, event: EventOf<"tool_called">): Ledger {
  if (event.payload.tool !== "shell" || ledger.cwd === "") return ledger;
  const call = shelf.find((item): item is ToolItem => isTool(item) && item.seq === event.seq);
  if (call) mark(shelf, call, { cwd: ledger.cwd });
  return ledger;
}

/** A run that a waiting call held by its order belongs to another: they change places. */
function claimRun(shelf: Shelf, event: ViewerEvent, call: Call, runId: string): void {
  const provisional = call.item.trace?.run ?? null;
  const left = { left: `run ${runId}` };
  const holder = shelf.find(holdsRun(runId));
  if (provisional?.runId === runId || (holder?.item.type === "tool" && holder.item.trace?.left)) {
    mark(shelf, call, left); // its own, or one that an earlier call started and this one talks to again
    return;
  }
  const run = holder && (holder.item.type === "run" ? holder.item : holder.item.trace?.run);
  mark(shelf, call, { ...left, run: run ?? null });
  if (holder?.item.type === "tool") mark(shelf, { ...holder, item: holder.item }, { run: provisional });
  else if (holder && provisional) shelf.put(holder, provisional);
  else if (holder) shelf.drop(holder);
  else if (provisional) shelf.add(event, provisional);
}

function tracePlan(shelf: Shelf, ledger: Ledger, call: Call): Ledger {
  const plan = planAfter(ledger.plan, call.item.params, call.item.result?.content ?? "");
  const before = shelf.find((item): item is ToolItem => isTool(item) && item.trace?.plan?.isNewest === true);
  if (before?.item.trace?.plan) mark(shelf, before, { plan: { ...before.item.trace.plan, isNewest: false } });
  if (plan) mark(shelf, call, { plan: { after: plan, isNewest: true } });
  return { ...ledger, plan };
}

function traceEdit(shelf: Shelf, call: Call): void {
  const before = editBefore(shelf, call);
  if (!before) return;
  mark(shelf, call, { before: { how: before.how, call: before.call } });
  if (before.undone) mark(shelf, before.undone, { isUndone: true });
}

function traceStopped(shelf: Shelf, ended: string | null): void {
  const stopped = ended && findLeft(shelf, ended);
  if (stopped) mark(shelf, stopped, { state: "stopped" });
}

/** A person took something off the agent's schedule by its command. */
function traceCommand(shelf: Shelf, { payload: { commandType, result } }: EventOf<"command_answered">): void {
  const { message } = objectOf(objectOf(result).data);
  if (commandType === "schedule") traceStopped(shelf, endedBy({ tool: "schedule", content: textOf(message) }));
}

function traceReturned(shelf: Shelf, ledger: Ledger, event: EventOf<"tool_returned"> & ViewerEvent): Ledger {
  const { content, success } = event.payload;
  const call = success ? shelf.find((item): item is ToolItem => isTool(item) && item.result?.seq === event.seq) : null;
  if (!call) return ledger;
  const { tool, toolId, params } = call.item;
  if (tool === "plan") return tracePlan(shelf, ledger, call);
  traceEdit(shelf, call);
  if (tool === "workdir") {
    const { action, working_directory: folder } = shortJson(content);
    return action === "reset" ? { ...ledger, cwd: "" } : action === "set" ? { ...ledger, cwd: textOf(folder) } : ledger;
  }
  const returned = { tool, toolId, params, content };
  traceStopped(shelf, endedBy(returned));
  const left = leftBehind(returned);
  if (left?.startsWith("run ")) claimRun(shelf, event, call, left.slice(4));
  else if (left) mark(shelf, call, { left });
  return ledger;
}

function traceInjected(shelf: Shelf, { seq, at, turn, payload, cut }: EventOf<"message_injected"> & ViewerEvent): void {
  const { subject, state, words, terminal } = readInjected(payload.sourceKind, payload.sourceLabel, payload.content);
  const call = subject === null ? null : findLeft(shelf, subject);
  if (!call?.item.trace) return;
  const lines = terminal?.lines ?? [];
  const lastReport = {
    seq,
    at,
    turn,
    words: words === "" && cut ? "more than is shown here, its end too" : words.slice(0, WORDS_KEPT),
    output: lines.slice(-40).join("\n").slice(-OUTPUT_KEPT),
  };
  const isFired = payload.sourceKind === "schedule" && !repeats(call.item.params);
  mark(shelf, call, { state: isFired ? "done" : state, reports: call.item.trace.reports + 1, lastReport });
}

const isLeftOpen = (item: Item): item is ToolItem =>
  isTool(item) && item.trace?.state === "open" && item.trace.left !== null && !item.trace.left.startsWith("schedule ");
const isRunOpen = (item: Item): item is RunItem | ToolItem =>
  item.type === "run" ? item.endedAt === null : isTool(item) && item.trace?.run?.endedAt === null;

/** What its agent was to tell of is told no more; schedules it keeps on its disk. */
function traceEnd(shelf: Shelf, at: number): void {
  for (let found = shelf.find(isRunOpen); found; found = shelf.find(isRunOpen)) {
    if (found.item.type === "run") shelf.put(found, loseRun(found.item, at));
    else if (found.item.trace?.run) mark(shelf, { ...found, item: found.item }, { run: loseRun(found.item.trace.run, at) });
  }
  for (let call = shelf.find(isLeftOpen); call; call = shelf.find(isLeftOpen)) mark(shelf, call, { state: "lost" });
  strikeProcesses(shelf, () => true, null);
}

/** What an event means to calls before it, once it has its own place; gives the ledger after it. */
export function traceEvent(shelf: Shelf, ledger: Ledger, event: ViewerEvent): Ledger {
  switch (event.kind) {
    case "tool_called":
      return traceCalled(shelf, ledger, event);
    case "tool_returned":
      return traceReturned(shelf, ledger, event);
    case "message_injected":
      traceInjected(shelf, event);
      return ledger;
    case "command_answered":
      traceCommand(shelf, event);
      return ledger;
    case "agent_started": // a new process begins in the project's folder
      return ledger.cwd === "" ? ledger : { ...ledger, cwd: "" };
    case "agent_ended":
    case "upstream_bound":
      if (losesRuns(event)) traceEnd(shelf, event.at);
      return ledger;
    default:
      return ledger;
  }
}

const startsRuns = ({ tool, params }: ToolItem, role: string): boolean => {
  const asked = paramsOf(params);
  return tool === "tap" && word(asked, "action") === "run" && word(asked, "session") === "" && word(asked, "role") === role;
};

/**
 * Gives a run's event to the run. Its first one comes before its call has returned: until the result names the run, it belongs to the oldest
 * call of the turn that waits for one of that role.
 */
export function traceRun(shelf: Shelf, event: EventOf<"run_progressed"> & ViewerEvent, cut: Cut): void {
  const { runId, role } = event.payload;
  const holder = shelf.find(holdsRun(runId));
  if (holder?.item.type === "run") {
    shelf.put(holder, progressRun(holder.item, event, cut));
    return;
  }
  if (holder?.item.type === "tool" && holder.item.trace?.run) {
    mark(shelf, { ...holder, item: holder.item }, { run: progressRun(holder.item.trace.run, event, cut) });
    return;
  }
  const run = progressRun(startRun(event), event, cut);
  const waiting =
    event.turn === null
      ? undefined
      : shelf.itemsOf(event.turn).find((item) => isTool(item) && item.result === null && !item.trace?.run && startsRuns(item, role));
  const call =
    shelf.find((item): item is ToolItem => isTool(item) && item.trace?.left === `run ${runId}`) ??
    (waiting && shelf.find((item): item is ToolItem => item === waiting));
  if (call) mark(shelf, call, { run });
  else shelf.add(event, run);
}
