/** One session's file on the spool: appended with fsync, drained from its start, emptied when all of it is in the log. */
import path from "node:path";
import type { Append } from "@/lib/event-log/append-events";
import { logger } from "@/lib/platform/logger";
import { copyBytes, realDisk, type SpoolDisk, type SpoolHandle, writeAt } from "./spool-disk";
import { encodeRecord, isLoss, joined, lossOf, readRecords, type SpoolRecord } from "./spool-record";

export const SPOOL_SUFFIX = ".spool";

/** The spool's bound is reached, or the disk takes nothing more: it was not kept. */
export class SpoolFullError extends Error {
  override readonly name = "SpoolFullError";
}

/** The room that all files share: `reserve` says whether it is there, `add` takes or gives back without asking. */
export type SpoolBudget = { reserve(bytes: number): boolean; add(bytes: number): void };

/** Where what was kept lands; `isLoss`: it is no more, and this says so in its place. */
type Land = (append: Append, isLoss: boolean) => Promise<void>;
type Written = { record: Buffer; resolve: () => void; reject: (error: unknown) => void };

export class SpoolFile {
  readonly #sessionId: string;
  readonly #budget: SpoolBudget;
  readonly #file: string;
  readonly #disk: SpoolDisk;
  #handle: SpoolHandle | null = null;
  #isKnown = false;
  #waiting: Written[] = [];
  /** Up to here the file holds whole, fsynced records. */
  #end = 0;
  #drained = 0;
  /** What says that somebody else deleted or changed the file, until it is on record. */
  #loss: Append | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #drains: Promise<unknown> = Promise.resolve();

  constructor(sessionId: string, folder: string, budget: SpoolBudget, disk: SpoolDisk = realDisk) {
    this.#sessionId = sessionId;
    this.#file = path.join(folder, sessionId + SPOOL_SUFFIX);
    this.#disk = disk;
    this.#budget = budget;
  }

  /** Resolves when it is on the disk; what comes while an fsync runs shares the next one. Rejects with SpoolFullError. */
  append(append: Append): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ record: encodeRecord(append), resolve, reject });
      if (this.#waiting.length === 1) void this.#inTurn(() => this.#write());
    });
  }

  /**
   * Hands over what is here, oldest first, neighbours of one epoch together. What `land` rejects stays, with all after it. What is here no
   * more, or not as it was kept, is a gap.
   * `onEmpty` is called in the very step in which nothing is left, neither here nor on its way to here.
   */
  drain(land: Land, onEmpty: () => void = () => {}): Promise<void> {
    const drained = this.#drains.then(() => this.#drain(land, onEmpty));
    this.#drains = drained.catch(() => {});
    return drained;
  }

  /** After what was handed in. The file stays if something is in it. */
  async close(): Promise<void> {
    // Another may have begun meanwhile, and reads what this would close.
    for (let seen: Promise<unknown> | null = null; seen !== this.#drains; await seen) seen = this.#drains;
    await this.#inTurn(() => this.#release());
  }

  /** Before a wait: what is kept is still what the next process would find. */
  async keep(): Promise<void> {
    await this.#inTurn(async () => {
      if (this.#handle) await this.#ensureKept();
    });
  }

  async #release(): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
  }

  /** One operation on the file at a time. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  async #open(): Promise<SpoolHandle> {
    if (this.#handle) return this.#handle;
    const handle = await this.#disk.open(this.#file);
    try {
      if (!this.#isKnown) await this.#takeOver(handle);
      if (this.#end === 0) await this.#disk.syncFolder(path.dirname(this.#file));
    } catch (error) {
      await handle.close();
      throw error;
    }
    this.#handle = handle;
    return handle;
  }

  /**
   * What the next process would find must be what is kept here: a file that somebody deleted or moved away can be read here as long as this
   * process lives, and is written anew in its place; one that they cut short is lost.
   */
  async #ensureKept(): Promise<SpoolHandle> {
    const handle = await this.#open();
    if (!(await this.#disk.isAt(handle, this.#file))) await this.#writeAnew(handle);
    const kept = this.#handle ?? handle;
    if ((await kept.stat()).size < this.#end) await this.#lose(kept);
    return kept;
  }

  async #writeAnew(handle: SpoolHandle): Promise<void> {
    logger.warn({ session: this.#sessionId }, "a spool file was deleted or moved away by somebody else; what waits in it is written anew");
    const anew = await this.#disk.open(this.#file);
    try {
      await copyBytes(handle, anew, this.#end);
      await this.#disk.syncFolder(path.dirname(this.#file));
    } catch (error) {
      await anew.close();
      throw error;
    }
    this.#handle = anew;
    await handle.close();
  }

  /** Null: there is no file, and none is made. */
  async #openIfThere(): Promise<SpoolHandle | null> {
    if (this.#handle) return this.#handle;
    if (this.#isKnown && this.#end === 0) return null;
    if (await this.#disk.has(this.#file)) return this.#open();
    if (this.#isKnown) await this.#lose(null);
    return null;
  }

  /** Somebody else deleted the file or changed it: what it held is lost, and the next is written at its start. */
  async #lose(handle: SpoolHandle | null): Promise<void> {
    const bytes = this.#end - this.#drained;
    logger.error({ session: this.#sessionId, bytes }, "a spool file was deleted or changed by somebody else; what waited in it is lost");
    this.#loss ??= lossOf(this.#sessionId);
    this.#budget.add(-this.#end);
    this.#end = 0;
    this.#drained = 0;
    await handle?.truncate(0);
  }

  /** A file of a process before us: it may end in the middle of a record that was never counted as kept. */
  async #takeOver(handle: SpoolHandle): Promise<void> {
    const { size } = await handle.stat();
    this.#end = 0;
    for (;;) {
      const records = await readRecords(handle, this.#end, size);
      if (records.length === 0) break;
      for (const { length } of records) this.#end += length;
    }
    if (this.#end < size) {
      logger.warn({ file: path.basename(this.#file), bytes: size - this.#end }, "a spool file ended in the middle of a record");
      await handle.truncate(this.#end);
    }
    this.#budget.add(this.#end);
    this.#isKnown = true;
  }

  async #write(): Promise<void> {
    const batch = this.#waiting.splice(0);
    const kept: Written[] = [];
    let bytes = 0;
    let hasRoom = true;
    for (const one of batch) {
      // After the first that finds no room none is kept: a hole would be worse than an end.
      hasRoom &&= this.#budget.reserve(one.record.length);
      if (hasRoom) {
        kept.push(one);
        bytes += one.record.length;
      } else {
        one.reject(new SpoolFullError("The spool's bound is reached."));
      }
    }
    if (kept.length === 0) return;
    try {
      const handle = await this.#ensureKept();
      // Before what comes after it, so that the next process knows of it too.
      const loss = this.#loss ? [encodeRecord(this.#loss)] : [];
      await this.#writeThrough(handle, Buffer.concat([...loss, ...kept.map(({ record }) => record)]));
      for (const { length } of loss) this.#budget.add(length);
      this.#loss = null;
      for (const { resolve } of kept) resolve();
    } catch (cause) {
      this.#budget.add(-bytes);
      for (const { reject } of kept) reject(new SpoolFullError("The disk takes nothing more.", { cause }));
    }
  }

  /** At a place of its own, so that what a failed write left behind is overwritten. */
  async #writeThrough(handle: SpoolHandle, bytes: Buffer): Promise<void> {
    try {
      await writeAt(handle, bytes, this.#end);
      await handle.datasync();
      this.#end += bytes.length;
    } catch (error) {
      await handle.truncate(this.#end).catch(() => {});
      throw error;
    }
  }

  async #drain(land: Land, onEmpty: () => void): Promise<void> {
    for (let isEmpty = false; !isEmpty; isEmpty = await this.#inTurn(() => this.#clear(onEmpty))) {
      await this.#inTurn(() => this.#openIfThere());
      if (this.#loss) await land(this.#loss, true);
      this.#loss = null;
      while (this.#drained < this.#end) {
        for (const { append, length } of joined(await this.#inTurn(() => this.#read()))) {
          await land(append, isLoss(append));
          this.#drained += length;
        }
      }
    }
  }

  async #read(): Promise<SpoolRecord[]> {
    const handle = await this.#open();
    const records = await readRecords(handle, this.#drained, this.#end);
    if (records.length === 0) await this.#lose(handle);
    return records;
  }

  async #clear(onEmpty: () => void): Promise<boolean> {
    if (this.#loss || this.#drained < this.#end || this.#waiting.length > 0) return false;
    if (this.#handle) {
      await this.#release();
      await this.#disk.remove(this.#file);
      this.#budget.add(-this.#end);
      this.#end = 0;
      this.#drained = 0;
    }
    if (this.#waiting.length > 0) return false;
    onEmpty();
    return true;
  }
}
