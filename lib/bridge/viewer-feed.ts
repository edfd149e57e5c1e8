/** One viewer's place in one live session: a cursor, one batch in flight, and the log as the only buffer. */
import type { Refusal } from "@/lib/domain/refusal";
import type { SessionEvent, ViewerEvent } from "@/lib/domain/session-event";
import { previewEvent } from "@/lib/event-log/preview-event";
import { callAfter } from "@/lib/platform/call-after";
import { logger } from "@/lib/platform/logger";
import type { LiveStatus } from "@/lib/protocol/browser-channel";

/** The most events of one batch, and of one look at the log for it. */
export const BATCH_EVENTS = 500;
const BATCH_UNITS = 256 * 1024;
const READ_AGAIN_MS = 1_000;

/** The way to one browser. `deliver` resolves when the browser has acknowledged, and rejects when it does not in time or is gone. */
export interface ViewerPort {
  deliver(batch: { events: ViewerEvent[]; head: number }): Promise<void>;
  status(status: LiveStatus): void;
  closed(refusal: Refusal): void;
}

export type FeedOptions = {
  after: number;
  /** Committed events after a seq, in order; none: there are no more right now. */
  read(after: number): Promise<SessionEvent[]>;
  head(): number;
  port: ViewerPort;
  onBroken(error: unknown): void;
  /** Calls back after so many ms; the answer cancels it. */
  callAfter?: ((ms: number, call: () => void) => () => void) | undefined;
};

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
function batchOf(events: readonly SessionEvent[]): ViewerEvent[] {
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

export class ViewerFeed {
  readonly #options: FeedOptions;
  #cursor: number;
  #isPumping = false;
  #isNudged = false;
  #isClosed = false;
  #cancelTimer: (() => void) | null = null;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#cursor = options.after;
  }

  /** The last seq that the browser has acknowledged. */
  get cursor(): number {
    return this.#cursor;
  }

  /** There may be more to send. */
  nudge(): void {
    this.#isNudged = true;
    if (!this.#isPumping && !this.#isClosed) void this.#pump();
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelTimer?.();
  }

  async #pump(): Promise<void> {
    this.#isPumping = true;
    try {
      while (this.#isNudged && !this.#isClosed) {
        this.#isNudged = false;
        await this.#sendAll();
      }
    } catch (error) {
      if (!this.#isClosed) this.#options.onBroken(error);
      this.close();
    } finally {
      this.#isPumping = false;
    }
  }

  async #sendAll(): Promise<void> {
    const { head, port } = this.#options;
    while (!this.#isClosed && this.#cursor < head()) {
      const batch = batchOf(await this.#read());
      const last = batch.at(-1);
      if (!last || this.#isClosed) return;
      await port.deliver({ events: batch, head: head() });
      this.#cursor = last.seq;
    }
  }

  /** A log that cannot be read right now is no fault of the browser's: it is read again in a while. */
  async #read(): Promise<SessionEvent[]> {
    try {
      return await this.#options.read(this.#cursor);
    } catch (err) {
      logger.warn({ err }, "the log could not be read for a viewer");
      this.#cancelTimer ??= (this.#options.callAfter ?? callAfter)(READ_AGAIN_MS, () => {
        this.#cancelTimer = null;
        this.nudge();
      });
      return [];
    }
  }
}
