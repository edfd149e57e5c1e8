/** The way of one session into the log: in order, durable before it is visible, onto the spool while the database is away. */
import { randomUUID } from "node:crypto";
import { Pause } from "@/lib/bridge/sessions/pause";
import type { EventDraft, SessionEvent } from "@/lib/domain/sessions/session-event";
import type { AppendItem } from "@/lib/event-log/append-events";
import type { EventWriter } from "@/lib/event-log/event-writer";
import { type CallAfter, callAfter } from "@/lib/platform/call-after";
import { logger } from "@/lib/platform/logger";
import { firstWords, StorageAwayError } from "@/lib/platform/storage-away";
import { eventOf, type Landed, landAppend, landSpooled, lostError } from "./land-append";
import { type RecordEntry, RecordQueue, type StreamPlace } from "./record-queue";
import type { SpoolStore } from "./spool";
import { type SpoolFile, SpoolFullError } from "./spool-file";

const PAUSES = { firstMs: 250, maxMs: 5_000 };

/** `source` absent: a fact of our own. */
export type RecordItem = {
  draft: EventDraft;
  source?: { stream: string; seq: number } | undefined;
  clientMessageId?: string | undefined;
  raw?: Buffer | undefined;
};
/** full: nothing more is kept until all of the spool is in the log, so that no hole comes about, or no second one. */
export type RecorderState = "direct" | "spooling" | "full";

export type RecorderOptions = {
  sessionId: string;
  epoch: number;
  /** The newest seq when the session was claimed. */
  lastSeq: number;
  writer: Pick<EventWriter, "append">;
  spool: SpoolStore;
  /** Events of ours that are new in the log, in order; up to `head` there may be others. */
  onStored(events: SessionEvent[], head: number): void;
  onState(state: RecorderState): void;
  /** stale: another process writes this session now · gone: it was deleted. */
  onLost(why: "stale" | "gone"): void;
  callAfter?: CallAfter | undefined;
};

export class Recorder {
  readonly #options: RecorderOptions;
  readonly #file: SpoolFile;
  readonly #source = randomUUID();
  readonly #queue = new RecordQueue();
  #ordinal = 0;
  #state: RecorderState = "direct";
  #running: Promise<void> | null = null;
  /** What people sent when the answer was lost: it may be on record, so nobody is told that it is not. */
  #unsure: RecordEntry[] = [];
  #lost: "stale" | "gone" | null = null;
  #isClosed = false;
  /** Until the spool is tried to be drained again. */
  readonly #pause: Pause;
  #draining: Promise<void> | null = null;
  #announced: number;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#announced = options.lastSeq;
    this.#file = options.spool.fileOf(options.sessionId);
    this.#pause = new Pause(options.callAfter ?? callAfter, PAUSES);
  }

  get state(): RecorderState {
    return this.#state;
  }

  /**
   * In the order of the calls. Resolves with the events once they are committed, or with none once they are safe on the spool.
   * Rejects with SpoolFullError when nothing more can be kept.
   */
  record(items: RecordItem[], stream?: StreamPlace): Promise<SessionEvent[]> {
    return this.#enter(items, stream, false);
  }

  /**
   * For what people send: rejects with StorageAwayError instead of spooling, and then is not on record. When the database went away
   * before it answered, waits until it is back and says which.
   */
  recordNow(items: RecordItem[]): Promise<SessionEvent[]> {
    return this.#enter(items, undefined, true);
  }

  /** Resolves when all that was handed in is committed or safe on the disk; a silent database is not waited for. Takes nothing afterwards. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#pause.end();
    const givenUp = this.#queue.giveUpSoon(this.#options.callAfter ?? callAfter);
    await Promise.race([this.#draining, givenUp]);
    await this.#running;
    for (const { reject } of this.#unsure.splice(0)) reject(new StorageAwayError(new Error("Closed before the database was back.")));
    await Promise.race([this.#file.close(), givenUp]);
  }

  #enter(items: RecordItem[], stream: StreamPlace | undefined, isNow: boolean): Promise<SessionEvent[]> {
    if (this.#isClosed) return Promise.reject(new Error("This recorder is closed."));
    const sourced = items.map(({ source, ...item }): AppendItem => {
      if (source) return { ...item, source: source.stream, sourceSeq: source.seq };
      this.#ordinal += 1;
      return { ...item, source: this.#source, sourceSeq: this.#ordinal };
    });
    return new Promise((resolve, reject) => {
      this.#queue.add({ items: sourced, stream, isNow, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  async #run(): Promise<void> {
    // What is recorded in the same tick travels together.
    await Promise.resolve();
    while (!this.#queue.isEmpty) {
      const entries = this.#queue.take();
      if (this.#lost) for (const { reject } of entries) reject(lostError());
      else if (this.#state === "direct") await this.#append(entries);
      else await this.#spool(entries);
    }
    // In the same step as the look at what waits: what comes next starts a new run.
    this.#running = null;
  }

  async #append(entries: RecordEntry[]): Promise<void> {
    const { sessionId, epoch, writer } = this.#options;
    const append = {
      sessionId,
      epoch,
      stream: entries.findLast((entry) => entry.stream)?.stream,
      items: entries.flatMap((entry) => entry.items),
    };
    try {
      this.#answer(entries, await this.#queue.unlessTooMuchWaits(landAppend(writer, append)));
    } catch (error) {
      if (!(error instanceof StorageAwayError)) {
        logger.error({ err: error, session: sessionId }, "events could not be recorded");
        for (const { reject } of entries) reject(error);
        return;
      }
      this.#become("spooling", error);
      if (error.mayBeStored) this.#unsure.push(...entries.filter((entry) => entry.isNow));
      const spooled = this.#spool(entries.filter((entry) => !(entry.isNow && error.mayBeStored)));
      this.#scheduleDrain();
      await spooled;
    }
  }

  #answer(entries: readonly RecordEntry[], landed: readonly Landed[]): void {
    let next = 0;
    for (const { items, isNow, resolve, reject } of entries) {
      const own = landed.slice(next, next + items.length);
      next += items.length;
      const lost = own.find(({ placed }) => placed.status === "stale" || placed.status === "gone");
      if (lost) {
        reject(lostError());
        this.#lose(lost.placed.status === "gone" ? "gone" : "stale");
      } else if (isNow && own.some(({ isReplaced }) => isReplaced)) {
        reject(new Error("The database refused what was sent."));
      } else {
        resolve(own.flatMap(eventOf));
      }
    }
    this.#announce(landed);
  }

  /** Stored now, or when an answer was lost; not what a replay brought again, nor what another with its id became before it. */
  #announce(landed: readonly Landed[]): void {
    const before = this.#announced;
    this.#announced = landed.reduce((head, { placed }) => Math.max(head, "seq" in placed ? placed.seq : 0), before);
    const events = landed.filter(({ mayBeOther }) => !mayBeOther).flatMap(eventOf);
    if (this.#announced > before)
      this.#options.onStored(
        events.filter(({ seq }) => seq > before),
        this.#announced,
      );
  }

  #lose(why: "stale" | "gone"): void {
    if (this.#lost) return;
    this.#lost = why;
    for (const { reject } of this.#unsure.splice(0)) reject(lostError());
    this.#options.onLost(why);
  }

  /** Hands all of it to the file before it first waits: what is "direct" again has nothing on its way to the file. */
  async #spool(entries: readonly RecordEntry[]): Promise<void> {
    const { sessionId, epoch } = this.#options;
    const isFull = this.#state === "full" || this.#queue.isFlooded;
    await Promise.all(
      entries.map(async ({ items, stream, isNow, resolve, reject }) => {
        if (isNow) return reject(new StorageAwayError(new Error("The database is away.")));
        try {
          if (isFull) throw new SpoolFullError("The spool is full, or the disk is too slow.");
          await this.#file.append({ sessionId, epoch, stream, items });
          resolve([]);
        } catch (error) {
          this.#become("full", error);
          reject(error);
        }
      }),
    );
  }

  #become(state: RecorderState, error?: unknown): void {
    if (this.#state === state) return;
    this.#state = state;
    const why = error && firstWords(error);
    logger.warn({ session: this.#options.sessionId, state, why }, "how this session is recorded has changed");
    this.#options.onState(state);
  }

  #scheduleDrain(): void {
    if (this.#isClosed || this.#lost || this.#pause.isOn || this.#draining) return;
    this.#pause.begin(() => {
      this.#draining = this.#drain().finally(() => {
        this.#draining = null;
        if (this.#state !== "direct") this.#scheduleDrain();
      });
    });
  }

  async #drain(): Promise<void> {
    const { sessionId, epoch, writer } = this.#options;
    try {
      await this.#file.keep().catch((err: unknown) => logger.warn({ err, session: sessionId }, "the spool could not be looked after"));
      // Nothing may be on the spool: only an answer says that the database is back.
      await writer.append({ sessionId, epoch, items: [] });
      await this.#file.drain(
        async (append, isLoss) => {
          if (this.#isClosed) throw new StorageAwayError(new Error("Closed while the spool was drained."));
          if (isLoss) this.#become("full"); // a hole came about: only the log knows what is so
          const { landed, lost } = await landSpooled(writer, append);
          if (lost) this.#lose(lost);
          else this.#announce(landed);
        },
        () => this.#beDirect(),
      );
    } catch (error) {
      if (!(error instanceof StorageAwayError)) logger.error({ err: error, session: sessionId }, "the spool could not be drained");
    }
  }

  /** All of the spool is in the log. What is unsure is asked for again: the same source is on record once. */
  #beDirect(): void {
    if (this.#lost) return;
    this.#pause.wentWell();
    this.#queue.addFirst(this.#unsure.splice(0));
    this.#become("direct");
    if (!this.#queue.isEmpty) this.#running ??= this.#run();
  }
}
