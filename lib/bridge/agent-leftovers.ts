/** Agent processes that a killed server left running: written down at each start, ended at the next boot. */
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { endAll, familyOf, listProcesses } from "./process-tree";

const GRACE_MS = 1_000;
const record = z.object({ pid: z.number().int().positive(), startTicks: z.string() });

const fileOf = (folder: string, pid: number): string => path.join(folder, `${pid}.json`);

/** Writes a process down with its start time, so that a later process with the same number is not taken for it. */
export async function noteAgent(folder: string, pid: number): Promise<void> {
  const row = (await listProcesses()).find((one) => one.pid === pid);
  if (row) await writeFile(fileOf(folder, pid), JSON.stringify({ pid, startTicks: row.startTicks }), { mode: 0o600 });
}

export async function forgetAgent(folder: string, pid: number): Promise<void> {
  await rm(fileOf(folder, pid), { force: true });
}

/** Ends what is written down and still the same process, with all it started; also what its process session has left behind. */
export async function endLeftovers(folder: string): Promise<number[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  const rows = await listProcesses();
  const ended: number[] = [];
  for (const name of names) {
    const file = path.join(folder, name);
    const noted = record.safeParse(
      await readFile(file, "utf8")
        .then(JSON.parse)
        .catch(() => null),
    );
    if (noted.success) {
      const { pid, startTicks } = noted.data;
      const same = rows.find((row) => row.pid === pid);
      const isReused = same !== undefined && same.startTicks !== startTicks;
      const family = isReused ? [] : familyOf(rows, pid).map((row) => row.pid);
      const pids = [...(same && !isReused ? [pid] : []), ...family];
      await endAll(pids, GRACE_MS);
      ended.push(...pids);
    }
    await rm(file, { force: true });
  }
  return ended;
}
