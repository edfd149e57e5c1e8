// Says in words why the whole program cannot be played here.
import { existsSync, statfsSync } from "node:fs";
import os from "node:os";
import { freeMemory } from "@/lib/testing/free-memory";

const MEMORY_MB = 1_000;
const DISK_MB = 600;
const MB = 1024 * 1024;

/** Null: nothing is missing. */
export function whatIsMissing(): string | null {
  if (!existsSync(".next/server.mjs") || !existsSync(".next/demo-agent.mjs")) return "there is no production build; `npm test` makes one";
  const memory = Math.floor(freeMemory() / MB);
  if (memory < MEMORY_MB) return `${memory} MB of memory are free, and ${MEMORY_MB} MB are needed`;
  const { bavail, bsize } = statfsSync(os.tmpdir());
  const disk = Math.floor((bavail * bsize) / MB);
  return disk < DISK_MB ? `${disk} MB are free in ${os.tmpdir()}, and ${DISK_MB} MB are needed` : null;
}
