/** Ends processes: asked first, made to when they do not go. */
import { readFileSync } from "node:fs";

const POLL_MS = 25;
const KILL_PATIENCE_MS = 2_000;

/** A zombie is over: where nobody collects it, as in a container without an init, it stays for ever. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== "linux") return true;
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return !"ZX".includes(stat.charAt(stat.lastIndexOf(")") + 2));
  } catch {
    return false;
  }
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

async function waitForEnd(pids: readonly number[], patienceMs: number): Promise<void> {
  for (let waited = 0; waited < patienceMs && pids.some(isAlive); waited += POLL_MS) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** SIGTERM, and SIGKILL after `graceMs`. Resolves when none of them runs any more, or nothing more can be done. */
export async function endAll(pids: readonly number[], graceMs: number): Promise<void> {
  signal(pids, "SIGTERM");
  await waitForEnd(pids, graceMs);
  signal(pids.filter(isAlive), "SIGKILL");
  await waitForEnd(pids, KILL_PATIENCE_MS);
}
