/** Events on this machine's disk while the database is away: one file a session, fsynced, bounded, drained in order. */
import { type FileHandle, open, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { EventWriter } from "@/lib/event-log/event-writer";
import { decodeRecords, encodeRecord, type SpooledAppend } from "./spool-record";

const SUFFIX = ".spool";
const READ_BYTES = 4 * 1024 * 1024;

/** The bound is reached or the disk is: nothing more is kept here. */
export class SpoolFullError extends Error {
  override readonly name = "SpoolFullError";
}

type Written = { append: SpooledAppend; resolve: () => void; reject: (error: unknown) => void };

/** One session's file. Appends that arrive while an fsync runs share the next one. */
export class SpoolFile {
  readonly #store: SpoolStore;
  readonly #file: string;
  #handle: FileHandle | null = null;
  #waiting: Written[] = [];
  #writing: Promise<void> | null = null;
  #end = 0;
  #drained = 0;

  constructor(store: SpoolStore, file: string, size: number) {
    this.#store = store;
    this.#file = file;
    this.#end = size;
  }

  get isEmpty(): boolean {
    return this.#drained >= this.#end && this.#waiting.length === 0;
  }

  /** Resolves when it is on the disk. Rejects with SpoolFullError. */
  append(append: SpooledAppend): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ append, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  /** Hands over what is on the disk, oldest first, until nothing is left; what `land` rejects stays. Torn ends are cut off. */
  async drain(land: (append: SpooledAppend) => Promise<void>): Promise<void> {
    while (this.#drained < this.#end) {
      const handle = await this.#open();
      const { records, bytes } = decodeRecords(await readFrom(handle, this.#drained, this.#end));
      if (records.length === 0) break;
      for (const { append, length } of records) {
        await land(append);
        this.#drained += length;
      }
      if (bytes === 0) break;
    }
    await this.#writing;
    if (this.#waiting.length === 0) await this.remove();
  }

  async remove(): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
    await rm(this.#file, { force: true });
    this.#store.release(this.#end);
    this.#end = 0;
    this.#drained = 0;
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#handle?.close();
    this.#handle = null;
  }

  async #open(): Promise<FileHandle> {
    this.#handle ??= await open(this.#file, "a+", 0o600);
    return this.#handle;
  }

  async #write(): Promise<void> {
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0);
      const bytes = Buffer.concat(batch.map(({ append }) => encodeRecord(append)));
      try {
        if (!this.#store.reserve(bytes.length)) throw new SpoolFullError("The spool's limit is reached.");
        await this.#writeThrough(bytes);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        const isFull = error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
        for (const { reject } of batch) reject(isFull ? new SpoolFullError("The disk is full.") : error);
      }
    }
    this.#writing = null;
  }

  async #writeThrough(bytes: Buffer): Promise<void> {
    const handle = await this.#open();
    try {
      await handle.appendFile(bytes);
      await handle.datasync();
      this.#end += bytes.length;
    } catch (error) {
      // Half a record must not stand before a later whole one.
      await handle.truncate(this.#end).catch(() => {});
      this.#store.release(bytes.length);
      throw error;
    }
  }
}

async function readFrom(handle: FileHandle, from: number, end: number): Promise<Buffer> {
  let length = Math.min(READ_BYTES, end - from);
  for (;;) {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, from);
    const { records, needs } = decodeRecords(buffer.subarray(0, bytesRead));
    if (records.length > 0 || needs === null || from + length >= end) return buffer.subarray(0, bytesRead);
    length = Math.min(needs, end - from);
  }
}

export class SpoolStore {
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #writer: EventWriter;
  /** Sessions whose file is counted in `bytes` already. */
  readonly #known = new Set<string>();
  #bytes = 0;

  constructor({ folder, maxBytes, writer }: { folder: string; maxBytes: number; writer: EventWriter }) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
    this.#writer = writer;
  }

  get bytes(): number {
    return this.#bytes;
  }

  reserve(bytes: number): boolean {
    if (this.#bytes + bytes > this.#maxBytes) return false;
    this.#bytes += bytes;
    return true;
  }

  release(bytes: number): void {
    this.#bytes = Math.max(0, this.#bytes - bytes);
  }

  fileOf(sessionId: string): SpoolFile {
    this.#known.add(sessionId);
    return new SpoolFile(this, this.#place(sessionId), 0);
  }

  /**
   * At boot, before any session is claimed: lands what a process before us could not. Its epoch is over, so it comes without one;
   * a frame that is on record already is known by its source. Rejects when the database is away: then nothing is lost, try again.
   */
  async drainAll(): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith(SUFFIX));
    for (const name of names) await this.drainSession(name.slice(0, -SUFFIX.length));
  }

  /** The same for one session, before it is claimed again. */
  async drainSession(sessionId: string): Promise<void> {
    const file = this.#place(sessionId);
    const found = await stat(file).catch(() => null);
    if (!found) return;
    const before = this.#known.has(sessionId) ? 0 : found.size;
    this.#bytes += before;
    const spooled = new SpoolFile(this, file, found.size);
    await spooled.drain(async (append) => {
      await this.#writer.append({ ...append, epoch: null });
    });
    this.#known.delete(sessionId);
  }

  #place(sessionId: string): string {
    return path.join(this.#folder, `${sessionId}${SUFFIX}`);
  }
}
