/** The newest events of a session in memory, so that viewers at the live end need no query; pure. */
import type { SessionEvent } from "@/lib/domain/session-event";

const COUNT_MAX = 1_000;
const UNITS_MAX = 1024 * 1024;

const sizeOf = (event: SessionEvent): number =>
  "content" in event.payload && typeof event.payload.content === "string" ? event.payload.content.length : 500;

export class RecentEvents {
  #events: SessionEvent[] = [];
  #units = 0;

  /** Events in seq order; a hole before them (somebody else wrote) starts the memory anew. */
  add(events: readonly SessionEvent[]): void {
    for (const event of events) {
      const last = this.#events.at(-1);
      if (last && event.seq <= last.seq) continue;
      if (last && event.seq !== last.seq + 1) this.#clear();
      this.#events.push(event);
      this.#units += sizeOf(event);
      while (this.#events.length > COUNT_MAX || (this.#units > UNITS_MAX && this.#events.length > 1)) this.#dropFirst();
    }
  }

  /** What comes after a cursor, without a hole; null: ask the log, which others may have written to. */
  after(cursor: number): SessionEvent[] | null {
    const first = this.#events[0];
    if (!first || first.seq > cursor + 1) return null;
    const found = this.#events.slice(cursor + 1 - first.seq);
    return found.length > 0 ? found : null;
  }

  #clear(): void {
    this.#events = [];
    this.#units = 0;
  }

  #dropFirst(): void {
    const gone = this.#events.shift();
    if (gone) this.#units -= sizeOf(gone);
  }
}
