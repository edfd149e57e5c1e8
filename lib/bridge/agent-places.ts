/** How many agent processes there may be and how much memory they may take together; the others wait in line. */
import { familyOf, listProcesses, type ProcessRow } from "./process-tree";

const MEASURE_MS = 5_000;

export type PlaceLimits = { maxProcesses: number; maxMemoryBytes: number };
export type Place = { free(): void; use(pid: number): void };
type Waiting = { take: () => void };

export class AgentPlaces {
  readonly #limits: PlaceLimits;
  readonly #list: () => Promise<ProcessRow[]>;
  readonly #held = new Map<Place, number | null>();
  #waiting: Waiting[] = [];
  #memory = 0;
  #measured = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(limits: PlaceLimits, list: () => Promise<ProcessRow[]> = listProcesses) {
    this.#limits = limits;
    this.#list = list;
  }

  get isFull(): boolean {
    return this.#held.size >= this.#limits.maxProcesses || (this.#held.size > 0 && this.#memory >= this.#limits.maxMemoryBytes);
  }

  /** Resolves with a place, in the order of asking; `onWait` tells that there is none right now. An aborted wait rejects. */
  async take(onWait: () => void, signal: AbortSignal): Promise<Place> {
    signal.throwIfAborted();
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
    const pids = [...this.#held.values()].filter((pid) => pid !== null);
    if (pids.length === 0) this.#memory = 0;
    if (pids.length === 0 || performance.now() - this.#measured < every) return;
    this.#measured = performance.now();
    const rows = await this.#list();
    const all = new Set(pids.flatMap((pid) => [...rows.filter((row) => row.pid === pid), ...familyOf(rows, pid)]));
    this.#memory = [...all].reduce((sum, row) => sum + row.rssBytes, 0);
  }
}
