/** A token bucket in memory, for what one socket or one person may ask in a while; pure. */

type Bucket = { tokens: number; at: number };

export class RateLimit {
  readonly #capacity: number;
  readonly #perSecond: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor({ capacity, perSecond }: { capacity: number; perSecond: number }) {
    this.#capacity = capacity;
    this.#perSecond = perSecond;
  }

  /** Takes a token; false: there is none right now. `now` in ms. */
  take(key: string, now: number): boolean {
    const bucket = this.#buckets.get(key) ?? { tokens: this.#capacity, at: now };
    const tokens = this.#filled(bucket, now);
    const isGiven = tokens >= 1;
    this.#buckets.set(key, { tokens: isGiven ? tokens - 1 : tokens, at: now });
    if (this.#buckets.size > 10_000) this.#sweep(now);
    return isGiven;
  }

  /** A bucket that has filled up again is the same as none. */
  #sweep(now: number): void {
    for (const [key, bucket] of this.#buckets) if (this.#filled(bucket, now) >= this.#capacity) this.#buckets.delete(key);
  }

  /** A clock that was put back takes nothing away. */
  #filled({ tokens, at }: Bucket, now: number): number {
    return Math.min(this.#capacity, tokens + (Math.max(0, now - at) / 1_000) * this.#perSecond);
  }
}
