/** A disk in memory that fills up, and that forgets at a crash what was not synced. */
import type { SpoolDisk, SpoolHandle } from "@/lib/bridge/recording/spool-disk";

type Content = { number: number; now: Buffer; synced: Buffer };

let made = 0;
const newContent = (bytes: Buffer): Content => {
  made += 1;
  return { number: made, now: bytes, synced: bytes };
};

export class MemoryDisk implements SpoolDisk {
  readonly #files = new Map<string, Content>();
  isFull = false;

  /** What the next process finds: what was written and not synced is gone, up to some bytes of it. Writes of the dead go nowhere. */
  afterCrash(tornBytes: number): MemoryDisk {
    const next = new MemoryDisk();
    for (const [file, { now, synced }] of this.#files) {
      const left = Buffer.concat([synced, now.subarray(synced.length, synced.length + tornBytes)]);
      next.#files.set(file, newContent(left));
    }
    return next;
  }

  async has(file: string): Promise<boolean> {
    return this.#files.has(file);
  }

  async isAt(handle: SpoolHandle, file: string): Promise<boolean> {
    return (await handle.stat()).ino === this.#files.get(file)?.number;
  }

  async remove(file: string): Promise<void> {
    this.#files.delete(file);
  }

  async syncFolder(): Promise<void> {}

  async open(file: string): Promise<SpoolHandle> {
    const content = this.#files.get(file) ?? newContent(Buffer.alloc(0));
    this.#files.set(file, content);
    return handleOf(content, () => this.isFull);
  }
}

function handleOf(content: Content, isFull: () => boolean): SpoolHandle {
  const handle = {
    stat: async () => ({ size: content.now.length, dev: 0, ino: content.number }),
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
  return handle as unknown as SpoolHandle; // as: Node's handle has overloads that the spool does not call
}
