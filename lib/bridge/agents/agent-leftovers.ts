/** Agent processes that a killed server left running: written down at each start, ended at the next boot. */
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { type AgentIdentity, endFamily } from "./agent-family";
import type { ProcessRow } from "./process-row";
import { listProcesses, readBoot } from "./process-tree";

const GRACE_MS = 1_000;
const record = z.object({
  pid: z.number().int().positive(),
  startTime: z.string(),
  boot: z.string(),
  mark: z.string(),
  sessionId: z.string().nullable(),
});
type Noted = z.infer<typeof record>;

const fileOf = (folder: string, pid: number): string => path.join(folder, `${pid}.json`);

/** Writes a process down with its start time, so that a later process with the same number is not taken for it. */
export async function noteAgent(folder: string, { pid, mark }: { pid: number; mark: string }, sessionId: string | null): Promise<void> {
  const [rows, boot] = await Promise.all([listProcesses(), readBoot()]);
  const row = rows.find((one) => one.pid === pid);
  if (!row) return;
  const noted: Noted = { pid, startTime: row.startTicks, boot, mark, sessionId };
  await writeFile(fileOf(folder, pid), JSON.stringify(noted), { mode: 0o600 });
}

export async function forgetAgent(folder: string, pid: number): Promise<void> {
  await rm(fileOf(folder, pid), { force: true });
}

/** `pid` null: another run of the machine, or another process has that number now. */
function identityOf(rows: readonly ProcessRow[], boot: string, noted: Noted): { agent: AgentIdentity; isThere: boolean } {
  const same = rows.find((row) => row.pid === noted.pid);
  const isOther = boot !== noted.boot || (same !== undefined && same.startTicks !== noted.startTime);
  return { agent: { pid: isOther ? null : noted.pid, mark: noted.mark }, isThere: same !== undefined };
}

async function readNoted(file: string): Promise<Noted | null> {
  try {
    return record.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null; // cut off in the middle, or not ours
  }
}

/** Ends what is written down and still the same process, with all it started. Gives their pids. */
export async function endLeftovers(folder: string): Promise<number[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  if (names.length === 0) return [];
  const [rows, boot] = await Promise.all([listProcesses(), readBoot()]);
  const files = names.map((name) => path.join(folder, name));
  const noted = await Promise.all(files.map(readNoted));
  const agents = noted.flatMap((one) => (one ? [identityOf(rows, boot, one)] : []));
  const ended = await Promise.all(agents.map(({ agent, isThere }) => endFamily(agent, () => !isThere, GRACE_MS)));
  await Promise.all(files.map((file) => rm(file, { force: true })));
  return ended.flat();
}
