/** What a history came by, told by its log: a run that came by none of something proves nothing of it. */
import { isHeld } from "@/lib/domain/sessions/held-message";
import type { EventPayload, SessionEvent } from "@/lib/domain/sessions/session-event";

/** `held`: the messages that were held before. */
function markOfQueued(payload: EventPayload<"message_queued">, held: Set<string>, written: ReadonlyMap<string, unknown>): string | null {
  const { messageId } = payload;
  if (isHeld(payload)) {
    held.add(messageId);
    return "held";
  }
  if (held.delete(messageId)) return "held no more";
  return written.has(messageId) ? null : "taken over";
}

/** `written`: what people wrote, by the message's id. */
export function marksOf(events: readonly SessionEvent[], written: ReadonlyMap<string, unknown>): Set<string> {
  const marks = new Set<string>();
  const held = new Set<string>();
  for (const { kind, payload } of events) {
    marks.add(kind);
    if ("usage" in payload && payload.usage) marks.add(payload.usage.provenance);
    if (kind === "outside_usage_found" && payload.usage.provenance === "measured") marks.add("a command paid for");
    if (kind === "command_dropped" && /^It was not sent: the dashboard was restarted/.test(payload.reason))
      marks.add("a command given up after a kill");
    if (kind === "message_injected" && payload.sourceLabel.startsWith("schedule prompt:")) marks.add("a template run");
    const mark = kind === "message_queued" ? markOfQueued(payload, held, written) : null;
    if (mark) marks.add(mark);
  }
  return marks;
}
