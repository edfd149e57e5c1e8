/** Group commit without a timer: while one append is in flight, what arrives from all sessions becomes the next batch. */
import type pg from "pg";
import { isRefusedByDatabase, StorageAwayError } from "@/lib/platform/storage-away";
import { type Append, type AppendItem, appendEvents, type Placed } from "./append-events";
import { WriteHealth } from "./write-health";

const BATCH_ITEMS_MAX = 512;
const BATCH_BYTES_MAX = 8 * 1024 * 1024;
/** A batch whose answer was lost is sent again this often, while so many ms have not passed; then storage counts as away. */
const ATTEMPTS = 3;
const PATIENCE_MS = 2_000;
/** A database that says nothing for so long is away, too. */
const SILENCE_MS = 10_000;

type Waiting = { append: Append; bytes: number; resolve: (placed: Placed[]) => void; reject: (error: unknown) => void };

const weight = ({ items }: Append): number => items.reduce((sum, item) => sum + 256 + (item.raw?.length ?? 0) * 2, 0);

/** The only way of live sessions into the log. An event that cannot be stored is refused alone; the others of its batch are stored. */
export class EventWriter {
  /** What the last write said. */
  readonly health: WriteHealth;
  readonly #pool: pg.Pool;
  readonly #silenceMs: number;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;

  /** `pool` is for appends alone; `asking`: where a try may wait without being in their way. */
  constructor(pool: pg.Pool, { silenceMs = SILENCE_MS, asking = pool }: { silenceMs?: number; asking?: pg.Pool } = {}) {
    this.#pool = pool;
    this.health = new WriteHealth({ pool: asking });
    this.#silenceMs = silenceMs;
  }

  /** Resolves when the events are committed, with a place for each. Rejects with StorageAwayError when the database is away. */
  append(append: Append): Promise<Placed[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ append, bytes: weight(append), resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing waits any more. */
  async close(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // Appends that were called in the same tick travel together.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#commit(this.#nextBatch());
    // In the same step as the look at what waits: what comes next starts a new run.
    this.#running = null;
  }

  /** The oldest waiting appends, each session once: a session's second append waits, so its order holds. */
  #nextBatch(): Waiting[] {
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    const sessions = new Set<string>();
    let items = 0;
    let bytes = 0;
    for (const one of this.#waiting) {
      const fits = batch.length === 0 || (items + one.append.items.length <= BATCH_ITEMS_MAX && bytes + one.bytes <= BATCH_BYTES_MAX);
      if (fits && !sessions.has(one.append.sessionId)) {
        batch.push(one);
        items += one.append.items.length;
        bytes += one.bytes;
      } else {
        left.push(one);
      }
      sessions.add(one.append.sessionId);
    }
    this.#waiting = left;
    return batch;
  }

  async #commit(batch: Waiting[]): Promise<void> {
    try {
      const placed = await this.#send(batch.map((one) => one.append));
      batch.forEach((one, index) => {
        one.resolve(placed[index] ?? []);
      });
    } catch (error) {
      if (error instanceof StorageAwayError) for (const one of batch) one.reject(error);
      else await this.#isolate(batch, error);
    }
  }

  /** Something in the batch cannot be stored: each session for itself, then each event for itself, so that only the bad one fails. */
  async #isolate(batch: Waiting[], error: unknown): Promise<void> {
    for (const one of batch) {
      if (batch.length > 1) await this.#commit([one]);
      else if (one.append.items.length === 1) one.resolve([{ status: "refused", error }]);
      else await this.#oneByOne(one);
    }
  }

  /** The place in the agent's stream comes with the last one, and only when all before it are on record: the process may end between two. */
  async #oneByOne({ append, resolve, reject }: Waiting): Promise<void> {
    const placed: Placed[] = [];
    try {
      for (const item of append.items) {
        const isWhole = placed.length === append.items.length - 1 && placed.every(({ status }) => status !== "refused");
        placed.push(...(await this.#appendAlone(isWhole ? append : { ...append, stream: undefined }, item)));
      }
      resolve(placed);
    } catch (error) {
      reject(error);
    }
  }

  async #appendAlone(append: Append, item: AppendItem): Promise<Placed[]> {
    try {
      const [placed] = await this.#send([{ ...append, items: [item] }]);
      return placed ?? [];
    } catch (error) {
      if (error instanceof StorageAwayError) throw error;
      return [{ status: "refused", error }];
    }
  }

  /** A lost connection leaves the result unknown; the same batch again is safe, because a source lands once. */
  async #send(batch: Append[]): Promise<Placed[][]> {
    const until = Date.now() + PATIENCE_MS;
    let mayBeStored = false;
    for (let attempt = 1; ; attempt += 1) {
      let client: pg.PoolClient | null = null;
      try {
        client = await this.#pool.connect();
        const placed = await appendOn(client, batch, this.#silenceMs);
        // One of nothing, which only asks whether somebody is there, needs no room.
        if (batch.some(({ items }) => items.length > 0)) this.health.wrote();
        return placed;
      } catch (error) {
        if (client && isRefusedByDatabase(error)) throw error;
        mayBeStored ||= client !== null;
        if (attempt < ATTEMPTS && Date.now() < until) continue;
        this.health.failed(error);
        throw new StorageAwayError(error, { mayBeStored });
      }
    }
  }
}

const ignore = (): void => {};

/** Gives the connection back, or ends it when it did not answer properly. */
async function appendOn(client: pg.PoolClient, batch: Append[], silenceMs: number): Promise<Placed[][]> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let broken = false;
  // Without a listener a connection that dies between two statements ends the whole process.
  client.on("error", ignore);
  try {
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("The database took too long.")), silenceMs);
    });
    return await Promise.race([appendEvents(client, batch), silence]);
  } catch (error) {
    broken = !isRefusedByDatabase(error);
    throw error;
  } finally {
    clearTimeout(timer);
    client.release(broken);
    if (!broken) client.off("error", ignore);
  }
}
