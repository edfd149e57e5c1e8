/** Work that has to be done one after the other where it has the same key, and at once where it has not. */

export class Lanes {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs after everything with this key that was asked for before, whatever came of it. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const run = (this.#last.get(key) ?? Promise.resolve()).then(work);
    const last = run
      .catch(() => {})
      .finally(() => {
        if (this.#last.get(key) === last) this.#last.delete(key);
      });
    this.#last.set(key, last);
    return run;
  }

  /** Lanes with work in them. */
  get size(): number {
    return this.#last.size;
  }
}
