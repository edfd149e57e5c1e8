/** Commands of the agent's tools that outlived a stopped turn: looked after until each has ended, however it does. */

import type { RunningProcess } from "@/lib/bridge/agents/agent-family";
import { Pause } from "@/lib/bridge/sessions/pause";
import type { Actor } from "@/lib/domain/viewer";
import type { CallAfter } from "@/lib/platform/call-after";

const LOOKS = { firstMs: 5_000, maxMs: 60_000 };

type Deps = {
  list(): Promise<RunningProcess[]>;
  after: CallAfter;
  /** Ends all of them; gives which. */
  end(): Promise<number[]>;
  /** `by` null: by themselves. */
  onEnded(pids: number[], by: Actor | null): void;
};

export class LeftCommands {
  readonly #deps: Deps;
  readonly #pause: Pause;
  /** When each began: another process may get its number. */
  readonly #left = new Map<number, number>();
  #isClosed = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#pause = new Pause(deps.after, LOOKS);
  }

  /** What runs now; from now on it is looked after. */
  async find(): Promise<RunningProcess[]> {
    const found = await this.#deps.list();
    if (this.#isClosed) return [];
    for (const { pid, startedAt } of found) this.#left.set(pid, startedAt);
    this.#pause.wentWell();
    this.#lookSoon();
    return found;
  }

  /** Gives how many processes were ended. */
  end(by: Actor): Promise<number> {
    return this.#inTurn(async () => {
      const pids = await this.#deps.end();
      // Told first: who ended the rest is the last word about all of them.
      const gone = (await this.#gone()).filter((pid) => !pids.includes(pid));
      this.#ended(gone, null);
      this.#ended(pids, by);
      return pids.length;
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#left.clear();
    this.#pause.end();
  }

  #lookSoon(): void {
    if (this.#left.size > 0) this.#pause.begin(() => void this.#inTurn(() => this.#look()));
  }

  async #look(): Promise<void> {
    this.#ended(await this.#gone(), null);
    this.#lookSoon();
  }

  /** One after the other: a look would take what somebody is ending for what ends by itself, and so would who ends it a second time. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }

  /** Which of those that are looked after run no more; none where nobody can say. */
  async #gone(): Promise<number[]> {
    const running = await this.#deps.list().catch(() => null);
    if (!running) return [];
    const began = new Map(running.map(({ pid, startedAt }) => [pid, startedAt]));
    return [...this.#left].filter(([pid, at]) => began.get(pid) !== at).map(([pid]) => pid);
  }

  #ended(pids: number[], by: Actor | null): void {
    for (const pid of pids) this.#left.delete(pid);
    if (this.#left.size === 0) this.#pause.end();
    if (pids.length > 0) this.#deps.onEnded(pids, by);
  }
}
