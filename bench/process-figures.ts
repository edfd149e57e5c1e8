// What a process that runs costs: its processor time, its memory, and how late its event loop is.
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { residentKib } from "@/e2e/app-process";
// @ts-expect-error: plain JavaScript without types
import { askPs } from "@/lib/cli/process-identity.mjs";

const TICK_MS = 10;
const LOOK_MS = 50;
const KIB = 1024;

/** "1-02:03:04.05": days, hours, minutes and seconds, as far as there are any. */
function toldMs(time: string): number {
  const [seconds = 0, minutes = 0, hours = 0, days = 0] = time.split(/[-:]/).reverse().map(Number);
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
}

/** Processor time of a process so far, in milliseconds. */
export function processorMs(pid: number): number {
  if (process.platform !== "linux") return toldMs(askPs("time", pid) ?? "");
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

const imported = (program: string): string => `--import ${pathToFileURL(path.join(import.meta.dirname, program)).href}`;

/** What a program with one of ours loaded before it writes into `file` when it is asked. */
async function askedFile<Figures>(pid: number, file: string, signal: NodeJS.Signals): Promise<Figures> {
  rmSync(file, { force: true });
  process.kill(pid, signal);
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  return JSON.parse(readFileSync(file, "utf8"));
}

const [LOOP, HEAP] = ["loop-delay.json", "live-heap.json"];

/** What a Node program has to be started with, so that `loopDelay` and `liveHeap` can ask it; they need the same folder. */
export const watchedProcess = (folder: string): Record<string, string> => ({
  NODE_OPTIONS: `${imported("loop-delay.mjs")} ${imported("live-heap.mjs")}`,
  LOOP_DELAY_FILE: path.join(folder, LOOP),
  LIVE_HEAP_FILE: path.join(folder, HEAP),
});

/** How many ms its event loop was late since it was asked last: in the worst of a hundred looks, and at the most. */
export const loopDelay = (pid: number, folder: string) => askedFile<{ p99: number; most: number }>(pid, path.join(folder, LOOP), "SIGUSR2");

/** In bytes, when what nobody holds any more has been collected: what it holds, and what is resident. */
export const liveHeap = (pid: number, folder: string) =>
  askedFile<{ held: number; resident: number }>(pid, path.join(folder, HEAP), "SIGWINCH");
