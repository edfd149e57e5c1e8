/** The queue of a transcript: what waits to be sent, by place. */
import type { ViewerEvent } from "@/lib/domain/sessions/session-event";
import type { QueuedItem } from "./transcript-types";

const byPlace = (a: QueuedItem, b: QueuedItem): number => a.place - b.place || a.at - b.at;

const cutAtOf = ({ seq, cut }: ViewerEvent): number | null => (cut?.some(({ path }) => path === "text") ? seq : null);

/** The queue after one event; the same array when the event is not about it. `isRunning`: a turn was open when it happened. */
export function applyToQueue(queue: readonly QueuedItem[], event: ViewerEvent, isRunning: boolean): readonly QueuedItem[] {
  switch (event.kind) {
    case "message_queued":
    case "message_returned": {
      const { messageId, text, by, place, reason } = event.payload;
      const others = queue.filter((queued) => queued.messageId !== messageId);
      const waitsItsTurn = isRunning || others.length > 0 || event.kind === "message_returned";
      return [...others, { messageId, text, cutAt: cutAtOf(event), by, place, reason, waitsItsTurn, at: event.at }].sort(byPlace);
    }
    case "message_edited":
      return queue.map((queued) =>
        queued.messageId === event.payload.messageId ? { ...queued, text: event.payload.text, cutAt: cutAtOf(event) } : queued,
      );
    case "message_moved":
      return queue
        .map((queued) => (queued.messageId === event.payload.messageId ? { ...queued, place: event.payload.place } : queued))
        .sort(byPlace);
    case "message_removed":
    case "message_sent":
      return queue.some((queued) => queued.messageId === event.payload.messageId)
        ? queue.filter((queued) => queued.messageId !== event.payload.messageId)
        : queue;
    default:
      return queue;
  }
}
