/** One event onto the items of its turn (or between turns): pairs results with calls, leaves out what nobody needs to read. */
import type { EventOf, ViewerEvent } from "@/lib/domain/sessions/session-event";
import { shownKinds } from "./shown-kinds";
import { answerOf } from "./transcript-command";
import type { EventItem, Item, QuestionItem } from "./transcript-types";

/** The greeting and the answer to a bind say nothing that the line "Connected" does not. */
const BIND_NOTICE = /^(Connected to Octomind|Session (created|resumed):)/;

const SHOWN: ReadonlySet<string> = new Set(shownKinds);

const shown = (event: ViewerEvent): EventItem =>
  ({ type: "event", seq: event.seq, at: event.at, cut: event.cut, kind: event.kind, payload: event.payload }) as EventItem; // as: its kind is a shown one

/** Puts `next` where the newest item that fits stands; false when none does. */
function replaceLast<I extends Item>(items: Item[], fits: (item: Item) => item is I, next: (item: I) => Item): boolean {
  const index = items.findLastIndex(fits);
  const item = items[index];
  if (!item || !fits(item)) return false;
  items[index] = next(item);
  return true;
}

function foldResult(items: Item[], event: EventOf<"tool_returned"> & ViewerEvent): void {
  const { toolId, content, success } = event.payload;
  const result = { seq: event.seq, at: event.at, content, success, cut: event.cut };
  const isOpen = (item: Item): item is Extract<Item, { type: "tool" }> =>
    item.type === "tool" && item.toolId === toolId && item.result === null;
  if (!replaceLast(items, isOpen, (call) => ({ ...call, result }))) items.push(shown(event));
}

const UNDRAWN: ReadonlySet<string> = new Set([
  "frame_acknowledged",
  "agent_described",
  "session_kept",
  "command_asked",
  "message_queued",
  "message_edited",
  "message_moved",
  "message_removed",
  "message_sent",
  "usage_reported",
]);

/** False for what is bookkeeping: it changes the queue, the footers or the header, and has no line of its own. */
export function isDrawn(event: ViewerEvent): boolean {
  if (event.kind === "command_answered" || event.kind === "error_reported") return !event.payload.own;
  if (event.kind === "command_sent") return event.payload.by !== null;
  if (event.kind === "notice_reported") return !BIND_NOTICE.test(event.payload.message);
  return !UNDRAWN.has(event.kind);
}

/** For drawn events; changes `items` in place: the caller owns the array. */
export function foldItem(items: Item[], event: ViewerEvent): void {
  const { seq, at, cut } = event;
  switch (event.kind) {
    case "thought_added":
    case "reply_added":
      items.push({ type: event.kind === "thought_added" ? "thought" : "reply", seq, at, content: event.payload.content, cut });
      return;
    case "tool_called": {
      const { tool, toolId, server, params } = event.payload;
      items.push({ type: "tool", seq, at, tool, toolId, server, params, cut, result: null, trace: null });
      return;
    }
    case "tool_returned":
      foldResult(items, event);
      return;
    case "elicitation_asked":
      items.push({ type: "question", seq, at, ...event.payload, state: { kind: "open" } });
      return;
    case "command_sent": {
      const { requestId, command, args, by } = event.payload;
      items.push({ type: "command", seq, at, requestId, command, args, by, answer: null });
      return;
    }
    case "command_dropped": {
      const { requestId, command, args, by } = event.payload;
      items.push({ type: "command", seq, at, requestId, command, args, by, answer: answerOf({ ...event, kind: event.kind }) });
      return;
    }
    case "command_answered":
      items.push({
        type: "command",
        seq,
        at,
        requestId: null,
        command: event.payload.commandType,
        args: [],
        by: null,
        answer: answerOf(event),
      });
      return;
    case "agent_starting":
      items.push({ type: "agent-start", seq, at, ...event.payload, afterMs: null });
      return;
    case "agent_started": {
      const isStarting = (item: Item): item is Extract<Item, { type: "agent-start" }> =>
        item.type === "agent-start" && item.afterMs === null;
      const { afterMs } = event.payload;
      if (!replaceLast(items, isStarting, (item) => ({ ...item, afterMs })))
        items.push({ type: "agent-start", seq, at, attempt: 1, waitingForPlace: false, afterMs });
      return;
    }
    case "processes_found":
      items.push({
        type: "processes",
        seq,
        at,
        processes: event.payload.processes.map((process) => ({ ...process, ended: false })),
        endedBy: null,
      });
      return;
    default:
      if (SHOWN.has(event.kind)) items.push(shown(event));
  }
}

/** Whether it waits for an answer. */
export const isOpenQuestion = (item: Item): item is QuestionItem => item.type === "question" && item.state.kind === "open";

/** The items once none of their questions waits any more; null: none did. */
export function closedQuestions(items: readonly Item[]): Item[] | null {
  if (!items.some(isOpenQuestion)) return null;
  const state = { kind: "closed", reason: "The turn ended." } as const;
  return items.map((item) => (isOpenQuestion(item) ? { ...item, state } : item));
}
