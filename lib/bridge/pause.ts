/** A while in which nothing is tried; the next one is longer, until one that was tried went well. Not by the time of day, which may be put back. */
import type { DriverDeps } from "./driver-types";

const FIRST_MS = 2_000;
const MAX_MS = 30_000;

export class Pause {
  readonly #after: DriverDeps["after"];
  readonly #onOver: () => void;
  #delay = 0;
  #cancel: (() => void) | null = null;

  constructor(after: DriverDeps["after"], onOver: () => void) {
    this.#after = after;
    this.#onOver = onOver;
  }

  get isOn(): boolean {
    return this.#cancel !== null;
  }

  begin(): void {
    this.#delay = Math.min(MAX_MS, this.#delay * 2 || FIRST_MS);
    this.end();
    this.#cancel = this.#after(this.#delay, () => {
      this.#cancel = null;
      this.#onOver();
    });
  }

  end(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  wentWell(): void {
    this.#delay = 0;
  }
}
