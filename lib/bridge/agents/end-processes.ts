/** Ends processes: asked first, made to when they do not go. */
import { readFileSync } from "node:fs";
import { listProcesses } from "./process-tree";

/** Without /proc each look takes as long again, or longer. */
const POLL_MS = process.platform === "linux" ? 25 : 100;
const KILL_PATIENCE_MS = 2_000;

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return "ZX".includes(stat.charAt(stat.lastIndexOf(")") + 2));
  } catch {
    return true; // it is gone by now
  }
}

/** A zombie is over: where nobody collects it, as in a container without an init, it stays for ever. */
async function running(pids: readonly number[]): Promise<number[]> {
  const there = pids.filter(isThere);
  if (process.platform === "linux") return there.filter((pid) => !isZombie(pid));
  const rows = there.length > 0 ? await listProcesses().catch(() => null) : null;
  return rows ? there.filter((pid) => rows.some((row) => row.pid === pid)) : there;
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // it ended by itself
    }
  }
}

/** Gives those that still run when the time is over. */
async function waitForEnd(pids: readonly number[], patienceMs: number): Promise<number[]> {
  const until = performance.now() + patienceMs;
  let left = await running(pids);
  while (left.length > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    left = await running(left);
  }
  return left;
}

/** SIGTERM, and SIGKILL after `graceMs`. Resolves when none of them runs any more, or nothing more can be done. */
export async function endAll(pids: readonly number[], graceMs: number): Promise<void> {
  signal(pids, "SIGTERM");
  const stubborn = await waitForEnd(pids, graceMs);
  signal(stubborn, "SIGKILL");
  await waitForEnd(stubborn, KILL_PATIENCE_MS);
}
