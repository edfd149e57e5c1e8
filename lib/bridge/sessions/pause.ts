/** A while in which nothing is tried; the next one is longer, until one that was tried went well. Not by the time of day, which may be put back. */
import type { CallAfter } from "@/lib/platform/call-after";

type Bounds = { firstMs: number; maxMs: number };

export class Pause {
  readonly #after: CallAfter;
  readonly #bounds: Bounds;
  #ms = 0;
  #cancel: (() => void) | null = null;

  constructor(after: CallAfter, bounds: Bounds) {
    this.#after = after;
    this.#bounds = bounds;
  }

  get isOn(): boolean {
    return this.#cancel !== null;
  }

  /** Twice as long as the last one; gives how many ms. One that is on ends unsaid. */
  begin(onOver: () => void): number {
    this.end();
    this.#ms = Math.min(this.#bounds.maxMs, this.#ms * 2 || this.#bounds.firstMs);
    this.#cancel = this.#after(this.#ms, () => {
      this.#cancel = null;
      onOver();
    });
    return this.#ms;
  }

  end(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  wentWell(): void {
    this.#ms = 0;
  }
}
