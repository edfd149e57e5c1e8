/** What became of a command: which event answers which command, and in what words. */
import type { EventOf, ViewerEvent } from "@/lib/domain/sessions/session-event";
import type { CommandAnswer, CommandItem, EventItem, Item } from "./transcript-types";

/** Events after which a command that was on its way waits no more. */
export type CommandEnd = ViewerEvent &
  (
    | EventOf<"command_answered">
    | EventOf<"command_dropped">
    | EventOf<"error_reported">
    | EventOf<"upstream_lost">
    | EventOf<"upstream_bound">
  );

/** The driver waits no longer for an answer; an error without an id that comes later is another's. */
const PATIENCE_MS = 120_000;
const LOST = "The connection to the agent was lost before it answered.";

/** No answer can come any more; where a stream goes on it still may, though the dashboard was killed meanwhile. */
export const endsAll = (event: EventOf<"upstream_lost"> | EventOf<"upstream_bound">): boolean =>
  event.kind === "upstream_lost" || event.payload.resumed !== true;

/**
 * The bridge's own `info` was answered: commands run one at a time, so one that was sent before the newest bind is answered no more, also where
 * the stream goes on. It was lost on its way when the dashboard was killed.
 */
export const endsEarlier = ({ kind, payload }: CommandEnd): boolean =>
  kind === "command_answered" && payload.own === true && payload.commandType === "info";

export const isBind = (item: Item): item is EventItem => item.type === "event" && item.kind === "upstream_bound";

export const isWaiting = (item: Item): item is CommandItem => item.type === "command" && item.answer === null;

/** Results carry no request id, and errors not always: commands run one at a time, so the newest that waits is meant. `before`: only one that is older. */
export const isEndedBy =
  (event: CommandEnd, before = Number.POSITIVE_INFINITY) =>
  (item: Item): item is CommandItem => {
    if (!isWaiting(item) || item.seq >= before) return false;
    if (event.kind === "command_dropped") return event.payload.requestId === item.requestId;
    if (event.kind !== "error_reported") return true;
    const { requestId } = event.payload;
    return requestId === null ? event.turn === null && event.at - item.at <= PATIENCE_MS : requestId === item.requestId;
  };

export function answerOf(event: CommandEnd): CommandAnswer {
  const { seq, at, cut } = event;
  if (event.kind === "upstream_lost" || event.kind === "upstream_bound" || endsEarlier(event))
    return { seq, at, message: LOST, result: null, isError: true, cut: undefined };
  if (event.kind === "command_dropped") return { seq, at, message: event.payload.reason, result: null, isError: true, cut };
  const { message } = event.payload;
  const isError = event.kind === "error_reported";
  return { seq, at, message, result: isError ? null : event.payload.result, isError, cut };
}
