/** The disk under the spool. */
import { constants } from "node:fs";
import { type FileHandle, mkdir, open, rm, stat } from "node:fs/promises";
import path from "node:path";

const COPY_BYTES = 2 * 1024 * 1024;

export type SpoolHandle = Pick<FileHandle, "read" | "write" | "datasync" | "truncate" | "close"> & {
  stat(): Promise<{ size: number; dev: number; ino: number }>;
};
/** The disk under it; tests put one in its place that fills up, fails and loses what was not synced. */
export type SpoolDisk = {
  open(file: string): Promise<SpoolHandle>;
  has(file: string): Promise<boolean>;
  /** Whether this is what a process that opens the file would get. */
  isAt(handle: SpoolHandle, file: string): Promise<boolean>;
  remove(file: string): Promise<void>;
  syncFolder(folder: string): Promise<void>;
};

export const realDisk: SpoolDisk = {
  open: async (file) => {
    // Not what is around it: a data directory that was moved away is no more where it was.
    await mkdir(path.dirname(file), { mode: 0o700 }).catch(() => {});
    return open(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  },
  has: async (file) => (await stat(file).catch(() => null)) !== null,
  isAt: async (handle, file) => {
    const [own, there] = await Promise.all([handle.stat(), stat(file).catch(() => null)]);
    return own.dev === there?.dev && own.ino === there.ino;
  },
  remove: (file) => rm(file, { force: true }),
  syncFolder,
};

/** The first so many bytes, and nothing behind them, safe on the disk. */
export async function copyBytes(from: SpoolHandle, to: SpoolHandle, length: number): Promise<void> {
  await to.truncate(0);
  for (let at = 0; at < length; ) {
    const { buffer, bytesRead } = await from.read(
      Buffer.alloc(Math.min(COPY_BYTES, length - at)),
      0,
      Math.min(COPY_BYTES, length - at),
      at,
    );
    if (bytesRead === 0) break;
    await writeAt(to, buffer.subarray(0, bytesRead), at);
    at += bytesRead;
  }
  await to.datasync();
}

export async function writeAt(handle: SpoolHandle, bytes: Buffer, place: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at, bytes.length - at, place + at)).bytesWritten;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
