/** A disk in memory that fills up, and that forgets at a crash what was not synced. */
import type { SpoolDisk } from "@/lib/bridge/spool-file";

type Content = { now: Buffer; synced: Buffer };

export class MemoryDisk implements SpoolDisk {
  readonly #files = new Map<string, Content>();
  isFull = false;

  /** What the next process finds: what was written and not synced is gone, up to some bytes of it. Writes of the dead go nowhere. */
  afterCrash(tornBytes: number): MemoryDisk {
    const next = new MemoryDisk();
    for (const [file, { now, synced }] of this.#files) {
      const left = Buffer.concat([synced, now.subarray(synced.length, synced.length + tornBytes)]);
      next.#files.set(file, { now: left, synced: left });
    }
    return next;
  }

  async has(file: string): Promise<boolean> {
    return this.#files.has(file);
  }

  async remove(file: string): Promise<void> {
    this.#files.delete(file);
  }

  async syncFolder(): Promise<void> {}

  async open(file: string): ReturnType<SpoolDisk["open"]> {
    const content = this.#files.get(file) ?? { now: Buffer.alloc(0), synced: Buffer.alloc(0) };
    this.#files.set(file, content);
    return handleOf(content, () => this.isFull);
  }
}

function handleOf(content: Content, isFull: () => boolean): Awaited<ReturnType<SpoolDisk["open"]>> {
  const handle = {
    stat: async () => ({ size: content.now.length }),
    close: async () => {},
    truncate: async (length = 0) => {
      content.now = content.now.subarray(0, length);
    },
    datasync: async () => {
      content.synced = content.now;
    },
    read: async (buffer: Buffer, at: number, length: number, from: number) => ({
      bytesRead: content.now.copy(buffer, at, from, from + length),
      buffer,
    }),
    write: async (bytes: Buffer, at: number, length: number, to: number) => {
      // Like a disk with room for a part of it.
      const fits = isFull() ? 0 : length;
      if (fits === 0) throw new Error("ENOSPC: no space left on device");
      const grown = Buffer.alloc(Math.max(content.now.length, to + fits));
      content.now.copy(grown);
      bytes.copy(grown, to, at, at + fits);
      content.now = grown;
      return { bytesWritten: fits, buffer: bytes };
    },
  };
  return handle as unknown as Awaited<ReturnType<SpoolDisk["open"]>>; // as: Node's handle has overloads that the spool does not call
}
