/** A token bucket in memory, for what one socket or one person may ask in a while; pure. */

export class RateLimit {
  readonly #capacity: number;
  readonly #perSecond: number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor({ capacity, perSecond }: { capacity: number; perSecond: number }) {
    this.#capacity = capacity;
    this.#perSecond = perSecond;
  }

  /** Takes a token; false: there is none right now. `now` in ms. */
  take(key: string, now: number): boolean {
    const bucket = this.#buckets.get(key) ?? { tokens: this.#capacity, at: now };
    const tokens = Math.min(this.#capacity, bucket.tokens + ((now - bucket.at) / 1_000) * this.#perSecond);
    const isGiven = tokens >= 1;
    this.#buckets.set(key, { tokens: isGiven ? tokens - 1 : tokens, at: now });
    if (this.#buckets.size > 10_000) this.#sweep(now);
    return isGiven;
  }

  /** A bucket that has filled up again is the same as none. */
  #sweep(now: number): void {
    for (const [key, { tokens, at }] of this.#buckets) {
      if (tokens + ((now - at) / 1_000) * this.#perSecond >= this.#capacity) this.#buckets.delete(key);
    }
  }
}
