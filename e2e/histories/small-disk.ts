// A disk of some megabytes in memory, mounted where something keeps its files, that can be filled to the last block.
import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import path from "node:path";

const BLOCK_SIZES = [1024 * 1024, 4096];

export class SmallDisk {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Null where one may not mount: that is root's to do. */
  static mount(folder: string, megabytes: number): SmallDisk | null {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=0700`, "tmpfs", folder]);
    return status === 0 ? new SmallDisk(folder) : null;
  }

  get #ballast(): string {
    return path.join(this.#folder, "ballast");
  }

  fill(): void {
    const file = openSync(this.#ballast, "a");
    for (const size of BLOCK_SIZES) while (hasRoom(file, Buffer.alloc(size)));
    closeSync(file);
  }

  clear(): void {
    rmSync(this.#ballast, { force: true });
  }

  unmount(): void {
    spawnSync("umount", ["--lazy", this.#folder]);
  }
}

function hasRoom(file: number, block: Buffer): boolean {
  try {
    return writeSync(file, block) === block.length;
  } catch {
    return false;
  }
}
