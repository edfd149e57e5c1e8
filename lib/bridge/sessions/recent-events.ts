/** The newest events of a session in memory, so that viewers at the live end need no query; pure. */
import type { SessionEvent } from "@/lib/domain/sessions/session-event";

const COUNT_MAX = 1_000;
const UNITS_MAX = 1024 * 1024;

const OF_A_VALUE = 16;

/** Nearly what it takes in memory: its texts, names included, and some for each value. */
function sizeOf(value: unknown): number {
  if (typeof value === "string") return OF_A_VALUE + value.length;
  if (typeof value !== "object" || value === null) return OF_A_VALUE;
  let sum = OF_A_VALUE;
  if (Array.isArray(value)) for (const inner of value) sum += sizeOf(inner);
  else for (const name of Object.keys(value)) sum += name.length + sizeOf(Reflect.get(value, name));
  return sum;
}

export class RecentEvents {
  #events: SessionEvent[] = [];
  #sizes: number[] = [];
  #units = 0;

  /** Events in seq order; those that do not follow what is there (somebody else wrote) begin the memory anew. */
  add(events: readonly SessionEvent[]): void {
    for (const event of events) {
      const last = this.#events.at(-1);
      if (last && event.seq !== last.seq + 1) this.#clear();
      const size = sizeOf(event.payload);
      this.#events.push(event);
      this.#sizes.push(size);
      this.#units += size;
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
    this.#sizes = [];
    this.#units = 0;
  }

  #dropFirst(): void {
    this.#events.shift();
    this.#units -= this.#sizes.shift() ?? 0;
  }
}
