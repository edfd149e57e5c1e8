/** The messages that wait for their turn, in order: the live copy of what the log says. */
import { isHeld } from "@/lib/domain/sessions/held-message";
import type { EventDraft, EventPayload } from "@/lib/domain/sessions/session-event";
import type { Actor } from "@/lib/domain/viewer";

/** Who changes the queue, and whether it is theirs to order. */
export type QueueHand = { by: Actor; mayTouchOthers: boolean };

export type Waiting = EventPayload<"message_queued">;

const byPlace = (a: Waiting, b: Waiting): number => a.place - b.place || (a.messageId < b.messageId ? -1 : 1);

export class MessageQueue {
  #waiting: Waiting[];

  constructor(waiting: readonly Waiting[]) {
    this.#waiting = [...waiting].sort(byPlace);
  }

  get all(): readonly Waiting[] {
    return this.#waiting;
  }

  /** The next one to go. */
  get first(): Waiting | undefined {
    return this.#waiting.find((one) => !isHeld(one));
  }

  find(messageId: string): Waiting | undefined {
    return this.#waiting.find((one) => one.messageId === messageId);
  }

  /** A place behind everything that waits. */
  placeAtEnd(): number {
    return (this.#waiting.at(-1)?.place ?? 0) + 1;
  }

  placeAtHead(): number {
    return (this.#waiting[0]?.place ?? 1) - 1;
  }

  /** The place right before a message (null: behind all); null when that message no longer waits. */
  placeBefore(messageId: string, before: string | null): number | null {
    const others = this.#waiting.filter((one) => one.messageId !== messageId);
    if (before === null) return (others.at(-1)?.place ?? 0) + 1;
    const index = others.findIndex((one) => one.messageId === before);
    const next = others[index];
    if (!next) return null;
    const previous = others[index - 1];
    return previous ? (previous.place + next.place) / 2 : next.place - 1;
  }

  /** What must stand further back so that there is a place right before a message: halves of halves end after some fifty moves. */
  makeRoom(messageId: string, before: string | null): { messageId: string; place: number }[] {
    const others = this.#waiting.filter((one) => one.messageId !== messageId);
    const index = others.findIndex((one) => one.messageId === before);
    const [next, previous] = [others[index], others[index - 1]];
    if (!next || !previous) return [];
    const middle = (previous.place + next.place) / 2;
    if (previous.place < middle && middle < next.place) return [];
    // The last one first: none ever goes before another.
    return others
      .slice(index)
      .map((one, behind) => ({ messageId: one.messageId, place: Math.ceil(others.at(-1)?.place ?? 0) + behind + 1 }))
      .reverse();
  }

  /** Whether a message at this place would go out before another person's that stands before it now. */
  overtakesOthers(messageId: string, place: number): boolean {
    const moved = this.find(messageId);
    if (!moved) return false;
    return this.#waiting.some((one) => one.by.personId !== moved.by.personId && one.place < moved.place && one.place >= place);
  }

  /** Follows one recorded fact. */
  apply(event: EventDraft): void {
    switch (event.kind) {
      case "message_queued":
      case "message_returned":
        this.#put({ ...event.payload });
        break;
      case "message_edited":
        this.#change(event.payload.messageId, { text: event.payload.text });
        break;
      case "message_moved":
        this.#change(event.payload.messageId, { place: event.payload.place });
        break;
      case "message_removed":
      case "message_sent":
        this.#waiting = this.#waiting.filter((one) => one.messageId !== event.payload.messageId);
        break;
      default:
    }
  }

  #put({ messageId, text, by, place, reason }: Waiting): void {
    this.#waiting = [...this.#waiting.filter((one) => one.messageId !== messageId), { messageId, text, by, place, reason }].sort(byPlace);
  }

  #change(messageId: string, change: Partial<Waiting>): void {
    this.#waiting = this.#waiting.map((one) => (one.messageId === messageId ? { ...one, ...change } : one)).sort(byPlace);
  }
}
