/** How far we have the agent's output stream: what to resume from, what comes twice, what is missing; pure. */

export type Missed = { stream: string; count: number | null };
/** `isFirst`: nothing of it was heard since the place was read from the log. */
type Continuation = { continued: boolean; isFirst: boolean; missed: Missed | null; unheard: number; asksAgain: boolean };
/** A place that can be gone back to. `age` grows whenever the numbering begins anew, so that places of different streams have an order. */
export type Mark = { readonly stream: string | null; readonly seq: number; readonly age: number };

export class StreamPosition {
  #at: Mark;
  #age = 0;
  #asked: { stream: string; after: number } | null = null;
  /** What comes over this connection comes again over the next, which asks for all of it. */
  #asksAgain = false;
  /** It was, and nothing has come of it: it is not done twice. */
  #hasAskedAgain = false;
  #isFirst = true;

  constructor(stream: string | null, seq: number) {
    this.#at = { stream, seq, age: 0 };
  }

  get stream(): string | null {
    return this.#at.stream;
  }

  /** Where we are; undefined: nowhere that has a name. */
  get place(): { id: string; seq: number } | undefined {
    const { stream, seq } = this.#at;
    return stream === null ? undefined : { id: stream, seq };
  }

  /** What the next bind asks for; null: there is nothing to continue. */
  resumeFrom(): { stream: string; after: number } | null {
    const { stream, seq } = this.#at;
    this.#asksAgain = false;
    this.#asked = stream === null ? null : { stream, after: seq };
    return this.#asked;
  }

  /**
   * The agent's answer to a bind. continued: every frame after ours follows. Otherwise the stream starts anew, and `missed` says what
   * lies between: a number on the same stream, unknown on another one. A stream that we do not know and that is under way may be one
   * whose first frames came to us and could not be kept: asksAgain, because a bind that names it gets what the agent holds. Where that
   * led to yet another one, `unheard` says how many frames it has behind it already.
   */
  bound(ack: { stream: string | null; streamSeq: number | null; resumed: boolean | null }): Continuation {
    const asked = this.#asked;
    const anew = { continued: false, isFirst: this.#isFirst, missed: null, unheard: 0, asksAgain: false };
    this.#isFirst = false;
    if (asked && ack.resumed === true) return { ...anew, continued: true };
    const { stream } = ack;
    const head = ack.streamSeq ?? 0;
    const heard = asked ? 0 : this.#at.seq;
    const isKnown = stream === null || stream === asked?.stream;
    const asksAgain = !isKnown && head > heard && !this.#hasAskedAgain;
    this.#beginAnew(stream, asksAgain ? heard : head);
    this.#asksAgain = asksAgain;
    this.#hasAskedAgain = asksAgain;
    if (stream === null) return anew;
    if (!isKnown) {
      const missed = asked && { stream: asked.stream, count: null };
      return { ...anew, missed, asksAgain, unheard: asksAgain ? 0 : Math.max(0, head - heard) };
    }
    const after = asked?.after ?? 0;
    return { ...anew, missed: head > after ? { stream, count: head - after } : null };
  }

  /**
   * A frame of the stream: new or seen before, and how many between it and the last one never came. An agent repeats only what
   * follows the place we asked from, so a first frame after a first one is that of a session loaded anew: a stream without a name,
   * where no place is known until the next bind.
   */
  accept(seq: number): { isNew: boolean; missed: number } {
    if (this.#asksAgain) return { isNew: false, missed: 0 };
    this.#hasAskedAgain = false;
    const { stream, seq: last, age } = this.#at;
    const isAnew = seq === 1 && last >= 1;
    if (isAnew) this.#beginAnew(null, seq);
    if (isAnew || stream === null) {
      this.#at = { stream: null, seq, age: this.#age };
      return { isNew: true, missed: 0 };
    }
    if (seq <= last) return { isNew: false, missed: 0 };
    this.#at = { stream, seq, age };
    return { isNew: true, missed: seq - last - 1 };
  }

  /** The place as it is now: before something is accepted that may not be kept. */
  mark(): Mark {
    return this.#at;
  }

  /** What came after this place could not be kept: ask for it again. Never goes forward. */
  returnTo(mark: Mark): void {
    const { age, seq } = this.#at;
    this.#hasAskedAgain = false;
    if (mark.age < age || (mark.age === age && mark.seq < seq)) this.#at = mark;
  }

  #beginAnew(stream: string | null, seq: number): void {
    this.#age += 1;
    this.#at = { stream, seq, age: this.#age };
  }
}
