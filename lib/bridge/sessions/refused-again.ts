/** When an agent that could not be used is tried again by itself: while something waits for it, after a pause that grows. */

import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import type { CallAfter } from "@/lib/platform/call-after";

const FIRST_MS = 60_000;
const MAX_MS = 60 * 60_000;

type Deps = {
  now(): number;
  after: CallAfter;
  isWaitedFor(): boolean;
  retry(): void;
};

const endsTurn = ({ payload }: SessionEvent): boolean => "ends" in payload && payload.ends !== null && payload.ends !== "interrupted";

export class RefusedAgain {
  readonly #deps: Deps;
  #pause = FIRST_MS;
  #at: number | null = null;
  /** Why it was refused last. */
  #reason: string | null = null;
  #endPause: () => void = () => {};

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** When the next try is; null: it was not refused, or nothing waits for it. */
  get retryAt(): number | null {
    return this.#at !== null && this.#deps.isWaitedFor() ? this.#at : null;
  }

  /** It was refused just now: gives when the next try is, and whether that is news. */
  refused(reason: string): { retryAt: number | null; isNews: boolean } {
    const isNews = this.#pause === FIRST_MS || reason !== this.#reason;
    this.#reason = reason;
    this.#wait();
    return { retryAt: this.retryAt, isNews };
  }

  /** Something may begin to wait in the pause, or wait no longer at its end. */
  #wait(): void {
    this.over();
    this.#at = this.#deps.now() + this.#pause;
    this.#endPause = this.#deps.after(this.#pause, () => {
      if (!this.#deps.isWaitedFor()) return this.#wait();
      this.#pause = Math.min(2 * this.#pause, MAX_MS);
      this.#deps.retry();
    });
  }

  /** It is tried, or let go. */
  over(): void {
    this.#endPause();
    this.#endPause = () => {};
    this.#at = null;
  }

  /** A turn that ended without an interruption shows that it works: the pauses begin anew. */
  follow(events: readonly SessionEvent[]): void {
    if (events.some(endsTurn)) this.#pause = FIRST_MS;
  }
}
