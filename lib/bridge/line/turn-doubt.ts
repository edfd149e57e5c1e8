/**
 * Whether the open turn still runs, after a bind that left it open or where its end does not come: `info` tells, by its answer or by "busy".
 * One that was busy is asked again when its turn ends: only an answer says who it is, and that nothing of before is to come any more.
 */

/**
 * untaken: our message may not have arrived · unseen: the turn's end may be among the frames that are missing · untold: the agent may
 * have ended the turn without a word.
 */
export type Doubt = "untaken" | "unseen" | "untold";

/** A cost follows an error at once, where one follows at all. */
export const DOUBT_AFTER_MS = 2_000;

const MISSED = "The turn ended while the connection was lost.";
export const endWords: Record<Doubt, string> = {
  untaken: MISSED,
  unseen: MISSED,
  untold: "The agent ended the turn without saying so.",
};

export class TurnDoubt {
  #doubt: Doubt | null = null;
  #mustAsk = false;
  /** It was asked and did not say who it is: it ran a turn. */
  #isOwed = false;

  /** `info` is to be asked although a turn is open. */
  get mustAsk(): boolean {
    return this.#mustAsk;
  }

  /** What a bind or an error leaves open; null: nothing new, but what was in doubt before it still is. */
  raise(doubt: Doubt | null): void {
    this.#doubt = doubt ?? this.#doubt;
    this.#mustAsk = this.#doubt !== null;
    this.#isOwed = false;
  }

  /** The agent runs a turn, ours or one of its own. */
  sawBusy(): void {
    this.#mustAsk = false;
    this.#isOwed = true;
  }

  /** A turn ended, maybe not ours: the agent was busy with that one. True when it is to be asked again. */
  sawEnd({ isOurs }: { isOurs: boolean }): boolean {
    const wasOwed = this.#isOwed;
    this.#isOwed = false;
    if (isOurs) return wasOwed;
    this.#mustAsk = this.#doubt !== null;
    return this.#mustAsk || wasOwed;
  }

  /** The agent runs nothing, or the turn has ended: gives what was in doubt. */
  settle(): Doubt | null {
    const doubt = this.#doubt;
    this.#doubt = null;
    this.#mustAsk = false;
    return doubt;
  }
}
