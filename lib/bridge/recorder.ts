/** The way of one session into the log: in order, durable before it is visible, onto the spool while the database is away. */
import { randomUUID } from "node:crypto";
import type { EventDraft, SessionEvent } from "@/lib/domain/session-event";
import type { AppendItem, Placed } from "@/lib/event-log/append-events";
import type { EventWriter } from "@/lib/event-log/event-writer";
import { StorageAwayError } from "@/lib/event-log/storage-away";
import { logger } from "@/lib/platform/logger";
import { type SpoolFile, SpoolFullError, type SpoolStore } from "./spool";

const RETRY_FIRST_MS = 250;
const RETRY_MAX_MS = 5_000;
const APPEND_ITEMS_MAX = 256;

/** `source` absent: a fact of our own. */
export type RecordItem = {
  draft: EventDraft;
  source?: { stream: string; seq: number } | undefined;
  clientMessageId?: string | undefined;
  raw?: Buffer | undefined;
};
export type RecorderState = "direct" | "spooling" | "full";

export type RecorderOptions = {
  sessionId: string;
  epoch: number;
  writer: Pick<EventWriter, "append">;
  spool: SpoolStore;
  /** Newly stored events, in order. */
  onStored(events: SessionEvent[]): void;
  onState(state: RecorderState): void;
  /** stale: another process writes this session now · gone: it was deleted. */
  onLost(why: "stale" | "gone"): void;
};

type Stream = { id: string; seq: number };
type Entry = {
  items: AppendItem[];
  stream: Stream | undefined;
  mayNotSpool: boolean;
  resolve: (events: SessionEvent[]) => void;
  reject: (error: unknown) => void;
};

export class Recorder {
  readonly #options: RecorderOptions;
  readonly #file: SpoolFile;
  readonly #source = randomUUID();
  #ordinal = 0;
  #state: RecorderState = "direct";
  #waiting: Entry[] = [];
  #running: Promise<void> | null = null;
  #isLost = false;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #delay = RETRY_FIRST_MS;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#file = options.spool.fileOf(options.sessionId);
  }

  get state(): RecorderState {
    return this.#state;
  }

  /**
   * In the order of the calls. Resolves with the events once they are committed, or with none once they are safe on the spool.
   * Rejects with SpoolFullError when nothing more can be kept.
   */
  record(items: RecordItem[], stream?: Stream): Promise<SessionEvent[]> {
    return this.#enter(items, stream, false);
  }

  /** For what people send: rejects with StorageAwayError instead of spooling, and then is not on record. */
  recordNow(items: RecordItem[]): Promise<SessionEvent[]> {
    return this.#enter(items, undefined, true);
  }

  /** Resolves when all that was handed in is committed or safe on the disk. */
  async close(): Promise<void> {
    if (this.#retry) clearTimeout(this.#retry);
    this.#retry = null;
    await this.#running;
    await this.#file.close();
  }

  #enter(items: RecordItem[], stream: Stream | undefined, mayNotSpool: boolean): Promise<SessionEvent[]> {
    const sourced = items.map(({ source, ...item }): AppendItem => {
      if (source) return { ...item, source: source.stream, sourceSeq: source.seq };
      this.#ordinal += 1;
      return { ...item, source: this.#source, sourceSeq: this.#ordinal };
    });
    return new Promise((resolve, reject) => {
      this.#waiting.push({ items: sourced, stream, mayNotSpool, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  async #run(): Promise<void> {
    // What is recorded in the same tick travels together.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      if (this.#isLost) for (const entry of this.#waiting.splice(0)) entry.reject(new Error("This session is written by another process."));
      else if (this.#state === "direct") await this.#append(this.#nextEntries());
      else await this.#spool(this.#waiting.splice(0));
    }
    // In the same step as the look at what waits: what comes next starts a new run.
    this.#running = null;
  }

  #nextEntries(): Entry[] {
    let items = 0;
    const end = this.#waiting.findIndex((entry, index) => {
      items += entry.items.length;
      return index > 0 && items > APPEND_ITEMS_MAX;
    });
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end);
  }

  async #append(entries: Entry[]): Promise<void> {
    const { sessionId, epoch, writer } = this.#options;
    const items = entries.flatMap((entry) => entry.items);
    try {
      const placed = await writer.append({ sessionId, epoch, stream: entries.findLast((entry) => entry.stream)?.stream, items });
      this.#answer(entries, placed);
    } catch (error) {
      if (!(error instanceof StorageAwayError)) {
        for (const entry of entries) entry.reject(error);
        return;
      }
      this.#become("spooling");
      this.#scheduleDrain();
      await this.#spool(entries);
    }
  }

  #answer(entries: Entry[], placed: readonly Placed[]): void {
    let next = 0;
    const stored: SessionEvent[] = [];
    for (const { items, resolve, reject } of entries) {
      const answers = placed.slice(next, next + items.length);
      next += items.length;
      const events = items.flatMap((item, index) => eventOf(item, answers[index]));
      stored.push(...events.filter((_, index) => answers[index]?.status === "stored"));
      const lost = answers.find((answer) => answer.status === "stale" || answer.status === "gone");
      if (lost) this.#lose(lost.status === "gone" ? "gone" : "stale", reject);
      else resolve(events);
      items.forEach((item, index) => {
        this.#replaceRefused(item, answers[index]);
      });
    }
    if (stored.length > 0) this.#options.onStored(stored);
  }

  #lose(why: "stale" | "gone", reject: (error: unknown) => void): void {
    reject(new Error("This session is written by another process."));
    if (this.#isLost) return;
    this.#isLost = true;
    this.#options.onLost(why);
  }

  /** An event that PostgreSQL takes in no form is told of by one that it takes. */
  #replaceRefused({ draft, raw }: AppendItem, answer: Placed | undefined): void {
    if (answer?.status !== "refused") return;
    const { sessionId } = this.#options;
    logger.error({ err: answer.error, session: sessionId, kind: draft.kind }, "an event could not be stored");
    const payload = {
      reason: `An event (${draft.kind}) could not be stored.`,
      bytes: raw?.length ?? 0,
      preview: raw?.toString("latin1", 0, 500) ?? "",
    };
    this.record([{ draft: { kind: "frame_unparsed", at: draft.at, turn: draft.turn, payload } }]).catch(() => {});
  }

  async #spool(entries: Entry[]): Promise<void> {
    const { sessionId } = this.#options;
    await Promise.all(
      entries.map(async ({ items, stream, mayNotSpool, resolve, reject }) => {
        if (mayNotSpool) return reject(new StorageAwayError(new Error("The database is away.")));
        try {
          await this.#file.append({ sessionId, stream, items });
          resolve([]);
        } catch (error) {
          if (error instanceof SpoolFullError) this.#become("full");
          reject(error);
        }
      }),
    );
  }

  #become(state: RecorderState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#options.onState(state);
  }

  #scheduleDrain(): void {
    this.#retry = setTimeout(() => void this.#drain(), this.#delay);
    this.#retry.unref();
    this.#delay = Math.min(RETRY_MAX_MS, this.#delay * 2);
  }

  async #drain(): Promise<void> {
    this.#retry = null;
    const { sessionId, epoch, writer, onStored } = this.#options;
    try {
      await this.#file.drain(async (append) => {
        const placed = await writer.append({ ...append, sessionId, epoch });
        if (placed.some((one) => one.status === "stale" || one.status === "gone")) throw new LostError();
        const stored = append.items.flatMap((item, index) => (placed[index]?.status === "stored" ? eventOf(item, placed[index]) : []));
        if (stored.length > 0) onStored(stored);
      });
      if (!this.#file.isEmpty) return this.#scheduleDrain();
      this.#delay = RETRY_FIRST_MS;
      this.#become("direct");
    } catch (error) {
      if (error instanceof LostError) return this.#lose("stale", () => {});
      if (!(error instanceof StorageAwayError)) logger.error({ err: error, session: sessionId }, "the spool could not be drained");
      this.#scheduleDrain();
    }
  }
}

class LostError extends Error {}

/** The event that an item became; none when it is not on record. */
function eventOf({ draft }: AppendItem, placed: Placed | undefined): SessionEvent[] {
  return placed && "seq" in placed ? [{ ...draft, seq: placed.seq }] : [];
}
