/** What the viewers of one session are sent: previews made once for all of them, and the newest batch kept for those who stand at the same place. */
import type { SessionEvent, ViewerEvent } from "@/lib/domain/sessions/session-event";
import { previewEvent } from "@/lib/event-log/preview-event";
import type { EventBatch } from "@/lib/protocol/browser-channel";

/** The most events of one batch, and of one look at the log for it. */
export const BATCH_EVENTS = 500;
const BATCH_UNITS = 256 * 1024;

type Copy = { preview: ViewerEvent; units: number };
const copies = new WeakMap<SessionEvent, Copy>();

/** Made once for all who watch, as long as the event itself is kept. */
function copyOf(event: SessionEvent): Copy {
  const known = copies.get(event);
  if (known) return known;
  const preview = previewEvent(event);
  const copy = { preview, units: JSON.stringify(preview.payload).length };
  copies.set(event, copy);
  return copy;
}

/** The first events that fit one batch, long texts as previews; at least one. */
function fitting(events: readonly SessionEvent[]): ViewerEvent[] {
  const batch: ViewerEvent[] = [];
  let units = 0;
  for (const event of events.slice(0, BATCH_EVENTS)) {
    const copy = copyOf(event);
    units += copy.units;
    if (batch.length > 0 && units > BATCH_UNITS) break;
    batch.push(copy.preview);
  }
  return batch;
}

export class ViewerBatches {
  readonly #sessionId: string;
  #newest: { first: SessionEvent; count: number; batch: EventBatch } | null = null;

  constructor(sessionId: string) {
    this.#sessionId = sessionId;
  }

  /** The batch that these events begin with; null: there are none. The same object for the same events, so that one frame is made of it. */
  of(events: readonly SessionEvent[], head: number): EventBatch | null {
    const [first] = events;
    if (!first) return null;
    const known = this.#newest;
    if (known?.first === first && known.count === events.length && known.batch.head === head) return known.batch;
    const batch = { sessionId: this.#sessionId, events: fitting(events), head };
    this.#newest = { first, count: events.length, batch };
    return batch;
  }
}
