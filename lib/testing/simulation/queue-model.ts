/** Where each message must be, told by what people meant and by the order in which it came on record; knows nothing of places. */
import { expect } from "vitest";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";

export type Act = { what: string; id: string; detail?: string | null };

const actOf: Partial<Record<SessionEvent["kind"], readonly string[]>> = {
  message_edited: ["edit"],
  message_moved: ["move", "first"],
  message_removed: ["remove"],
};

export class QueueModel {
  readonly texts = new Map<string, string>();
  readonly #landed = new Map<string, number>();
  readonly #sent: string[] = [];
  #queue: string[] = [];
  #meant: Act[] = [];
  #seen = 0;
  #returns = 0;

  get ids(): string[] {
    return [...this.texts.keys()];
  }

  get waiting(): [string, string | undefined][] {
    return this.#queue.map((id) => [id, this.texts.get(id)]);
  }

  /** In the order in which it was accepted. */
  meant(act: Act): void {
    if (act.what === "send") this.texts.set(act.id, this.texts.get(act.id) ?? act.detail ?? "");
    else this.#meant.push(act);
  }

  follow(log: readonly SessionEvent[]): void {
    for (const event of log.slice(this.#seen)) this.#apply(event);
    this.#seen = log.length;
    expect(this.#meant, "accepted, and not on record").toEqual([]);
    for (const id of this.ids) expect(this.#landed.get(id), `message ${id} is on record once`).toBe(1);
  }

  /** Each message was begun by the agent at most once; and once, unless it was removed or its turn interrupted. */
  checkBegun(begun: readonly string[], interrupted: number): void {
    expect(new Set(begun).size).toBe(begun.length);
    const kept = this.#sent.length - this.#returns;
    expect(begun.length).toBeLessThanOrEqual(kept);
    expect(begun.length).toBeGreaterThanOrEqual(kept - interrupted);
  }

  #apply(event: SessionEvent): void {
    switch (event.kind) {
      case "message_queued":
        this.#land(event.payload.messageId);
        this.#queue.push(event.payload.messageId);
        break;
      case "message_sent": {
        const { messageId, text, fromQueue } = event.payload;
        if (fromQueue) expect(this.#queue.shift(), "the first of the queue goes out").toBe(messageId);
        else {
          expect(this.#queue, "nothing overtakes the queue").toEqual([]);
          this.#land(messageId);
        }
        expect(text).toBe(this.texts.get(messageId));
        this.#sent.push(messageId);
        break;
      }
      case "message_returned":
        expect(this.#sent.at(-1)).toBe(event.payload.messageId);
        this.#returns += 1;
        this.#queue.unshift(event.payload.messageId);
        break;
      case "message_edited":
      case "message_moved":
      case "message_removed":
        this.#change(this.#take(event.kind, event.payload.messageId));
        break;
      default:
    }
  }

  #land(id: string): void {
    this.#landed.set(id, (this.#landed.get(id) ?? 0) + 1);
  }

  #take(kind: SessionEvent["kind"], id: string): Act {
    const act = this.#meant.shift();
    expect(act, `${kind} of ${id} was meant`).toMatchObject({ id, what: expect.toBeOneOf([...(actOf[kind] ?? [])]) });
    return act ?? { what: "", id };
  }

  #change({ what, id, detail = null }: Act): void {
    expect(this.#queue).toContain(id);
    if (what === "edit") {
      this.texts.set(id, detail ?? "");
      return;
    }
    this.#queue = this.#queue.filter((one) => one !== id);
    if (what === "first") this.#queue.unshift(id);
    if (what === "move") this.#queue.splice(detail === null ? this.#queue.length : this.#queue.indexOf(detail), 0, id);
  }
}
