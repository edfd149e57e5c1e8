/** How many agent processes there may be and how much memory they may take together; the others wait in line. */
import type { ProcessRow } from "./process-row";
import { familyOf, listProcesses } from "./process-tree";

const MEASURE_MS = 5_000;
/** What an agent takes that has just begun: many may ask before the first one is measured. */
const EXPECTED_BYTES = 40 * 1024 * 1024;

export type PlaceLimits = { maxProcesses: number; maxMemoryBytes: number };
export type Place = { free(): void; use(pid: number): void };
type Waiting = { take: () => void };

export class AgentPlaces {
  readonly #limits: PlaceLimits;
  readonly #list: () => Promise<ProcessRow[]>;
  readonly #held = new Map<Place, number | null>();
  #waiting: Waiting[] = [];
  /** What those took that were there at the last look. */
  readonly #taken = new WeakMap<Place, number>();
  #measured = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(limits: PlaceLimits, list: () => Promise<ProcessRow[]> = listProcesses) {
    this.#limits = limits;
    this.#list = list;
  }

  get isFull(): boolean {
    return this.#held.size >= this.#limits.maxProcesses || this.#memory >= this.#limits.maxMemoryBytes;
  }

  get #memory(): number {
    return [...this.#held.keys()].reduce((sum, place) => sum + (this.#taken.get(place) ?? EXPECTED_BYTES), 0);
  }

  /** Resolves with a place, in the order of asking; `onWait` tells that there is none right now. An aborted wait rejects. */
  async take(onWait: () => void, signal: AbortSignal): Promise<Place> {
    await this.#measure();
    signal.throwIfAborted();
    if (this.#waiting.length === 0 && !this.isFull) return this.#give();
    onWait();
    this.#timer ??= setInterval(() => void this.#measure(0).then(() => this.#serve()), MEASURE_MS).unref();
    return new Promise((resolve, reject) => {
      const waiting = { take: () => resolve(this.#give()) };
      this.#waiting.push(waiting);
      signal.addEventListener("abort", () => {
        this.#waiting = this.#waiting.filter((one) => one !== waiting);
        reject(signal.reason);
      });
    });
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  #give(): Place {
    const place: Place = {
      use: (pid) => this.#held.has(place) && this.#held.set(place, pid),
      free: () => {
        this.#held.delete(place);
        this.#serve();
      },
    };
    this.#held.set(place, null);
    return place;
  }

  #serve(): void {
    while (this.#waiting.length > 0 && !this.isFull) this.#waiting.shift()?.take();
    if (this.#waiting.length > 0 || !this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Sums up what the processes and all they started take now; not more often than `every` ms. */
  async #measure(every = MEASURE_MS): Promise<void> {
    const hasBegun = [...this.#held.values()].some((pid) => pid !== null);
    if (!hasBegun || performance.now() - this.#measured < every) return;
    this.#measured = performance.now();
    const rows = await this.#list();
    for (const [place, pid] of this.#held) {
      const own = rows.filter((row) => row.pid === pid);
      if (pid === null || own.length === 0) continue;
      const all = new Set([...own, ...familyOf(rows, pid)]);
      this.#taken.set(
        place,
        [...all].reduce((sum, row) => sum + row.rssBytes, 0),
      );
    }
  }
}
