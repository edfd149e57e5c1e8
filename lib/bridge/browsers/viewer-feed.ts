/** One viewer's place in one live session: a cursor, one batch in flight, and the log as the only buffer. */
import type { Refusal } from "@/lib/domain/refusal";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import { type CallAfter, callAfter } from "@/lib/platform/call-after";
import { logger } from "@/lib/platform/logger";
import type { EventBatch, LiveStatus } from "@/lib/protocol/browser-channel";
import type { ViewerBatches } from "./viewer-batches";

const READ_AGAIN_MS = 1_000;

/** The way to one browser. `deliver` calls back once: when the browser has acknowledged, or, once it was told, with the reason why it does not. */
export interface ViewerPort {
  deliver(batch: EventBatch, done: (failure?: unknown) => void): void;
  status(status: LiveStatus): void;
  closed(refusal: Refusal): void;
}

export type FeedOptions = {
  after: number;
  /** Committed events after a seq, in order, at once where they are in memory; none: there are no more right now. */
  read(after: number): SessionEvent[] | Promise<SessionEvent[]>;
  /** Shared by all who watch the session. */
  batches: ViewerBatches;
  head(): number;
  port: ViewerPort;
  /** The browser did not acknowledge, or could not be sent what came; it has been told. */
  onBroken(): void;
  callAfter?: CallAfter | undefined;
};

export class ViewerFeed {
  readonly #options: FeedOptions;
  #cursor: number;
  #isSending = false;
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
    if (!this.#isSending) this.#next();
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelTimer?.();
  }

  /**
   * Sends what comes next, unless the viewer has all of it. Without a promise at the live end: with a thousand viewers of one session they took
   * a quarter of the server's time.
   */
  #next(): void {
    const { head, read } = this.#options;
    this.#isNudged = false;
    this.#isSending = !this.#isClosed && this.#cursor < head();
    if (!this.#isSending) return;
    const found = read(this.#cursor);
    if (Array.isArray(found)) this.#send(found);
    else
      found.then(
        (events) => this.#send(events),
        (error: unknown) => this.#readAgain(error),
      );
  }

  #send(events: readonly SessionEvent[]): void {
    const { batches, head, port } = this.#options;
    try {
      const batch = this.#isClosed ? null : batches.of(events, head());
      if (batch) port.deliver(batch, (failure) => (failure ? this.#break() : this.#arrived(batch)));
      else this.#rest();
    } catch (err) {
      logger.error({ err }, "what came could not be sent to a viewer");
      port.closed({ code: "internal" });
      this.#break();
    }
  }

  #arrived({ events }: EventBatch): void {
    this.#cursor = events.at(-1)?.seq ?? this.#cursor;
    this.#next();
  }

  #break(): void {
    this.#isSending = false;
    if (!this.#isClosed) this.#options.onBroken();
    this.close();
  }

  /** There was nothing to read; what came meanwhile is looked for. */
  #rest(): void {
    this.#isSending = false;
    if (this.#isNudged) this.#next();
  }

  /** A log that cannot be read right now is no fault of the browser's: it is read again in a while. */
  #readAgain(err: unknown): void {
    logger.warn({ err }, "the log could not be read for a viewer");
    if (!this.#isClosed)
      this.#cancelTimer ??= (this.#options.callAfter ?? callAfter)(READ_AGAIN_MS, () => {
        this.#cancelTimer = null;
        this.nudge();
      });
    this.#rest();
  }
}
