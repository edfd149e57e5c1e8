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
  async end(by: Actor): Promise<number> {
    const pids = await this.#deps.end();
    this.#ended(pids, by);
    return pids.length;
  }

  close(): void {
    this.#isClosed = true;
    this.#left.clear();
    this.#pause.end();
  }

  #lookSoon(): void {
    if (this.#left.size > 0) this.#pause.begin(() => void this.#look());
  }

  async #look(): Promise<void> {
    const running = await this.#deps.list().catch(() => null);
    const began = new Map(running?.map(({ pid, startedAt }) => [pid, startedAt]));
    const gone = running ? [...this.#left].filter(([pid, at]) => began.get(pid) !== at).map(([pid]) => pid) : [];
    this.#ended(gone, null);
    this.#lookSoon();
  }

  #ended(pids: number[], by: Actor | null): void {
    for (const pid of pids) this.#left.delete(pid);
    if (this.#left.size === 0) this.#pause.end();
    if (pids.length > 0) this.#deps.onEnded(pids, by);
  }
}
