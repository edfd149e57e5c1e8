/** What waits to be recorded in one session, taken in portions; too much of it is a reason to turn to the disk. */

import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import type { AppendItem } from "@/lib/event-log/append-events";
import type { CallAfter } from "@/lib/platform/call-after";
import { StorageAwayError } from "@/lib/platform/storage-away";

const PORTION_ITEMS = 256;
const PORTION_BYTES = 4 * 1024 * 1024;
/** So much may wait for the database; then the disk is faster. So much for the disk; then nothing more is kept. */
const WAITING_BYTES_MAX = 32 * 1024 * 1024;
const DISK_BYTES_MAX = 4 * WAITING_BYTES_MAX;
/** How long a database may take at the end; together with the agents' ends it must fit into the server's. */
const END_MS = 2_000;

/** How far the agent's stream was heard. */
export type StreamPlace = { id: string; seq: number };

/** One call of `record` (`isNow`: of `recordNow`). */
export type RecordEntry = {
  items: AppendItem[];
  stream: StreamPlace | undefined;
  isNow: boolean;
  resolve: (events: SessionEvent[]) => void;
  reject: (error: unknown) => void;
};

/** The frame, its translation and its copy for the database. */
const weightOf = ({ items }: RecordEntry): number => items.reduce((sum, { raw }) => sum + 512 + (raw?.length ?? 0) * 3, 0);

export class RecordQueue {
  #waiting: RecordEntry[] = [];
  #bytes = 0;
  #tooMuch: (() => void) | null = null;
  #hasGivenUp = false;

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Not even the disk keeps up. */
  get isFlooded(): boolean {
    return this.#bytes > DISK_BYTES_MAX;
  }

  add(entry: RecordEntry): void {
    this.#waiting.push(entry);
    this.#bytes += weightOf(entry);
    if (this.#bytes > WAITING_BYTES_MAX) this.#tooMuch?.();
  }

  addFirst(entries: readonly RecordEntry[]): void {
    this.#waiting.unshift(...entries);
    for (const entry of entries) this.#bytes += weightOf(entry);
  }

  /** The oldest calls that make up a portion; at least one. */
  take(): RecordEntry[] {
    let items = 0;
    let bytes = 0;
    const end = this.#waiting.findIndex((entry, index) => {
      items += entry.items.length;
      bytes += weightOf(entry);
      return index > 0 && (items > PORTION_ITEMS || bytes > PORTION_BYTES);
    });
    const taken = this.#waiting.splice(0, end === -1 ? this.#waiting.length : end);
    for (const entry of taken) this.#bytes -= weightOf(entry);
    return taken;
  }

  /** Resolves after a while; from then on nothing waits for the database. */
  giveUpSoon(after: CallAfter): Promise<void> {
    return new Promise((resolve) => {
      after(END_MS, () => {
        this.#hasGivenUp = true;
        this.#tooMuch?.();
        resolve();
      });
    });
  }

  /** The result, unless more comes meanwhile than may wait in memory: then rejects as if the database were away. */
  unlessTooMuchWaits<T>(result: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#tooMuch = () => reject(new StorageAwayError(new Error("The database is too slow."), { mayBeStored: true }));
      result.then(resolve, reject);
      if (this.#hasGivenUp) this.#tooMuch();
    }).finally(() => {
      this.#tooMuch = null;
    });
  }
}
