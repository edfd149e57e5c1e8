/** How far we have the agent's output stream: what to resume from, what comes twice, what is missing; pure. */

export type Missed = { stream: string; count: number | null };

export class StreamPosition {
  #stream: string | null;
  #seq: number;
  #asked: { stream: string; after: number } | null = null;

  constructor(stream: string | null, seq: number) {
    this.#stream = stream;
    this.#seq = seq;
  }

  get stream(): string | null {
    return this.#stream;
  }

  /** Where we are; undefined: nowhere that has a name. */
  get place(): { id: string; seq: number } | undefined {
    return this.#stream === null ? undefined : { id: this.#stream, seq: this.#seq };
  }

  /** What the next bind asks for; null: there is nothing to continue. */
  resumeFrom(): { stream: string; after: number } | null {
    this.#asked = this.#stream === null ? null : { stream: this.#stream, after: this.#seq };
    return this.#asked;
  }

  /**
   * The agent's answer to a bind. continued: every frame after ours follows. Otherwise the stream starts anew from where it
   * stands, and `missed` says what lies between: a number on the same stream, unknown on another one, nothing where we had none.
   */
  bound(ack: { stream: string | null; streamSeq: number | null; resumed: boolean | null }): { continued: boolean; missed: Missed | null } {
    const asked = this.#asked;
    if (asked && ack.resumed === true) return { continued: true, missed: null };
    const { stream } = ack;
    const head = ack.streamSeq ?? 0;
    this.#stream = stream;
    this.#seq = head;
    if (!asked || stream === null) return { continued: false, missed: null };
    if (stream !== asked.stream) return { continued: false, missed: { stream: asked.stream, count: null } };
    return { continued: false, missed: head > asked.after ? { stream, count: head - asked.after } : null };
  }

  /**
   * A frame of the stream: new or seen before, and how many between it and the last one never came. An agent repeats only what
   * follows the place we asked from, so a first frame after later ones is that of a session loaded anew: a stream without a name,
   * where no place is known until the next bind.
   */
  accept(seq: number): { isNew: boolean; missed: number } {
    if (seq === 1 && this.#seq > 1) this.#stream = null;
    if (this.#stream === null) return { isNew: true, missed: 0 };
    if (seq <= this.#seq) return { isNew: false, missed: 0 };
    const missed = seq - this.#seq - 1;
    this.#seq = seq;
    return { isNew: true, missed };
  }

  /** The frame could not be kept: ask for it again. */
  rewindBefore(seq: number): void {
    this.#seq = Math.min(this.#seq, seq - 1);
  }
}
