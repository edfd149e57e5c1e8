// What a process that runs costs: its processor time, its memory, and how late its event loop is.
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { residentKib } from "@/e2e/app-process";

const TICK_MS = 10;
const LOOK_MS = 50;
const KIB = 1024;

/** Processor time of a process so far, in milliseconds. */
export function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** By how many MiB a process grew at the most while the work was done. */
export async function growthMib(pid: number, work: () => Promise<void>): Promise<number> {
  const before = residentKib(pid);
  let most = before;
  const looking = setInterval(() => {
    most = Math.max(most, residentKib(pid));
  }, LOOK_MS);
  await work().finally(() => clearInterval(looking));
  return (Math.max(most, residentKib(pid)) - before) / KIB;
}

/** What a Node program has to be started with to load one of our programs before it. */
export const preloaded = (program: string, environment: Record<string, string>): Record<string, string> => ({
  NODE_OPTIONS: `--import ${pathToFileURL(path.join(import.meta.dirname, program)).href}`,
  ...environment,
});

/** What a program with one of ours loaded before it writes into `file` when it is asked. */
export async function askedFile<Figures>(pid: number, file: string): Promise<Figures> {
  rmSync(file, { force: true });
  process.kill(pid, "SIGUSR2");
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  return JSON.parse(readFileSync(file, "utf8"));
}

/** What a Node program has to be started with, so that `loopDelay` can ask it. */
export const watchedLoop = (file: string): Record<string, string> => preloaded("loop-delay.mjs", { LOOP_DELAY_FILE: file });

/** How many ms its event loop was late since it was asked last: in the worst of a hundred looks, and at the most. */
export const loopDelay = (pid: number, file: string) => askedFile<{ p99: number; most: number }>(pid, file);
