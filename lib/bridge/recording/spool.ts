/** The spool: events on this machine's disk while the database is away, one file a session, bounded over all of them. */
import { readdir } from "node:fs/promises";
import { z } from "zod";
import type { EventWriter } from "@/lib/event-log/event-writer";
import { logger } from "@/lib/platform/logger";
import { StorageAwayError } from "@/lib/platform/storage-away";
import { landSpooled } from "./land-append";
import type { SpoolDisk } from "./spool-disk";
import { SPOOL_SUFFIX, SpoolFile } from "./spool-file";

type SpoolOptions = { folder: string; maxBytes: number; writer: Pick<EventWriter, "append">; disk?: SpoolDisk };

export class SpoolStore {
  readonly #disk: SpoolDisk | undefined;
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #writer: Pick<EventWriter, "append">;
  readonly #files = new Map<string, SpoolFile>();
  #bytes = 0;

  /** `folder` exists. `disk`: another than this machine's. */
  constructor({ folder, maxBytes, writer, disk }: SpoolOptions) {
    this.#disk = disk;
    this.#folder = folder;
    this.#maxBytes = maxBytes;
    this.#writer = writer;
  }

  /** What is on the spool now, over all sessions. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The session's file, the same one for everybody who asks. */
  fileOf(sessionId: string): SpoolFile {
    const known = this.#files.get(sessionId);
    if (known) return known;
    const add = (bytes: number): void => {
      this.#bytes += bytes;
    };
    const budget = { reserve: (bytes: number) => this.#reserve(bytes), add };
    const file = new SpoolFile(sessionId, this.#folder, budget, this.#disk);
    this.#files.set(sessionId, file);
    return file;
  }

  /**
   * At boot, before any session is claimed: lands what a process before us could not. Rejects with StorageAwayError when the database
   * is away: then nothing is lost, call it again. A file that cannot be read does not keep the others from landing.
   */
  async drainAll(): Promise<void> {
    const names = await readdir(this.#folder);
    for (const name of names) {
      const sessionId = name.endsWith(SPOOL_SUFFIX) ? name.slice(0, -SPOOL_SUFFIX.length) : "";
      if (!z.uuid().safeParse(sessionId).success) continue;
      await this.drainSession(sessionId).catch((err: unknown) => {
        if (err instanceof StorageAwayError) throw err;
        logger.error({ err, session: sessionId }, "a spool file could not be landed");
      });
    }
  }

  /** The same for one session, before it is claimed again. */
  async drainSession(sessionId: string): Promise<void> {
    const file = this.fileOf(sessionId);
    const drained = file.drain(async (append) => {
      await landSpooled(this.#writer, append);
    });
    await drained.finally(() => file.close());
  }

  #reserve(bytes: number): boolean {
    if (this.#bytes + bytes > this.#maxBytes) return false;
    this.#bytes += bytes;
    return true;
  }
}
