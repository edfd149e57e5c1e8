/** The processes of a Linux machine, read from /proc. */
import { readdir, readFile } from "node:fs/promises";
import { COMMAND_MAX, MARK_NAME, type ProcessRow } from "./process-row";

const TICKS = 100;
const USUAL_PAGE = 4096;
/** Of the auxiliary vector, see getauxval(3). */
const AT_PAGESZ = 6n;
/** So many processes are read at once: a machine may run thousands, and a process may open some hundred files. */
const READ_AT_ONCE = 64;

/** Bytes in a page of memory: 4 KiB mostly, but 16 or 64 on some ARM machines. */
async function pageSize(): Promise<number> {
  const words = await readFile("/proc/self/auxv").catch(() => Buffer.alloc(0));
  for (let at = 0; at + 16 <= words.length; at += 16)
    if (words.readBigUInt64LE(at) === AT_PAGESZ) return Number(words.readBigUInt64LE(at + 8));
  return USUAL_PAGE;
}

async function bootTime(): Promise<number> {
  const found = /^btime (\d+)$/m.exec(await readFile("/proc/stat", "utf8"));
  return Number(found?.[1] ?? 0) * 1000;
}

const markIn = (environment: string): string | null =>
  environment
    .split("\0")
    .find((entry) => entry.startsWith(`${MARK_NAME}=`))
    ?.slice(MARK_NAME.length + 1) ?? null;

async function readProcess(pid: number, boot: number, page: number): Promise<ProcessRow | null> {
  try {
    const read = (name: string): Promise<string> => readFile(`/proc/${pid}/${name}`, "utf8");
    // Another user's environment may not be read.
    const [stat, cmdline, environment] = await Promise.all([read("stat"), read("cmdline"), read("environ").catch(() => "")]);
    // The name stands in brackets and may hold anything, so fields are counted from its last bracket.
    const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
    const [state, parent, , session, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z" || state === "X") return null;
    const startTicks = fields[15] ?? "0";
    return {
      pid,
      parent: Number(parent),
      session: Number(session),
      startTicks,
      startedAt: boot + (Number(startTicks) / TICKS) * 1000,
      rssBytes: Number(fields[17] ?? 0) * page,
      command: (cmdline.replaceAll("\0", " ").trim() || name).slice(0, COMMAND_MAX),
      mark: markIn(environment),
    };
  } catch {
    return null; // it ended while we looked
  }
}

export async function listByProc(): Promise<ProcessRow[]> {
  const [names, boot, page] = await Promise.all([readdir("/proc"), bootTime(), pageSize()]);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const rows: (ProcessRow | null)[] = [];
  for (let from = 0; from < pids.length; from += READ_AT_ONCE)
    rows.push(...(await Promise.all(pids.slice(from, from + READ_AT_ONCE).map((pid) => readProcess(pid, boot, page)))));
  return rows.filter((row) => row !== null);
}

export async function bootByProc(): Promise<string> {
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8");
  const first = await readProcess(1, 0, 0);
  return `${boot.trim()} ${first?.startTicks ?? ""}`;
}
