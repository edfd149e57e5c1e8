/** The processes of this machine as a tree: who descends from whom, since when, running what. Linux by /proc, elsewhere by ps. */
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { programEnvironment } from "@/lib/platform/program-environment";
import { sharedLook } from "@/lib/platform/shared-look";

/**
 * A variable that an agent's process passes on to all it starts. Its tool server gives every shell a process session of its own, so a
 * command in the background whose shell is gone is known by nothing else.
 */
export const MARK_NAME = "OCTOMIND_DASHBOARD_MARK";

/**
 * `session`: the process session, which a child keeps even when its parent is gone. `startedAt` in ms since 1970, to the second on macOS.
 * `mark`: what MARK_NAME is in its environment; Linux only, elsewhere the environment of others is not shown.
 */
export type ProcessRow = {
  pid: number;
  parent: number;
  session: number;
  startTicks: string;
  startedAt: number;
  rssBytes: number;
  command: string;
  mark: string | null;
};

const run = promisify(execFile);
const TICKS = 100;
const USUAL_PAGE = 4096;
/** Of the auxiliary vector, see getauxval(3). */
const AT_PAGESZ = 6n;
const COMMAND_MAX = 500;
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

async function readLinuxProcess(pid: number, boot: number, page: number): Promise<ProcessRow | null> {
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

async function listLinux(): Promise<ProcessRow[]> {
  const [names, boot, page] = await Promise.all([readdir("/proc"), bootTime(), pageSize()]);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const rows: (ProcessRow | null)[] = [];
  for (let from = 0; from < pids.length; from += READ_AT_ONCE)
    rows.push(...(await Promise.all(pids.slice(from, from + READ_AT_ONCE).map((pid) => readLinuxProcess(pid, boot, page)))));
  return rows.filter((row) => row !== null);
}

/** Reads `ps -axwwo pid=,ppid=,sess=,rss=,lstart=,command=`, asked in UTC: the times of a machine that travels stay the same. macOS gives no usable session there. */
export function parsePs(text: string): ProcessRow[] {
  return text.split("\n").flatMap((line) => {
    const found = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\d+)\s+(\w{3} \w{3}\s+\d+ [\d:]+ \d{4})\s+(.*)$/.exec(line);
    if (!found) return [];
    const [, pid, parent, session, rss, started = "", command = ""] = found;
    const row = { pid: Number(pid), parent: Number(parent), session: Number(session) || 0, rssBytes: Number(rss) * 1024 };
    return [{ ...row, startTicks: started, startedAt: Date.parse(`${started} UTC`), command: command.slice(0, COMMAND_MAX), mark: null }];
  });
}

async function listByPs(): Promise<ProcessRow[]> {
  const env = programEnvironment({ LC_ALL: "C", TZ: "UTC", PATH: "/bin:/usr/bin" });
  const { stdout } = await run("ps", ["-axwwo", "pid=,ppid=,sess=,rss=,lstart=,command="], { maxBuffer: 16 * 1024 * 1024, env });
  return parsePs(stdout);
}

/** Names this run of the machine, or of the container: process numbers and sessions mean nothing in another one. */
export async function readBoot(): Promise<string> {
  if (process.platform !== "linux") return "";
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8");
  const first = await readLinuxProcess(1, 0, 0);
  return `${boot.trim()} ${first?.startTicks ?? ""}`;
}

/** All processes that this user may see. Fifty sessions that end at once look together. */
export const listProcesses: () => Promise<ProcessRow[]> = sharedLook(process.platform === "linux" ? listLinux : listByPs);

/** Every descendant of a process, parents before children. */
function descendantsOf(rows: readonly ProcessRow[], root: number): ProcessRow[] {
  const found: ProcessRow[] = [];
  const roots = [root];
  for (let parent = roots.shift(); parent !== undefined; parent = roots.shift()) {
    for (const row of rows) {
      if (row.parent !== parent || found.includes(row)) continue;
      found.push(row);
      roots.push(row.pid);
    }
  }
  return found;
}

/** Descendants, and what has lost its parent but still belongs to the process session that the root leads. */
export function familyOf(rows: readonly ProcessRow[], root: number): ProcessRow[] {
  const own = rows.filter((row) => row.pid !== root && (row.parent === root || row.session === root));
  return withDescendants(rows, own);
}

/** These and all that descends from them, each once. */
export function withDescendants(rows: readonly ProcessRow[], tops: readonly ProcessRow[]): ProcessRow[] {
  return [...new Set(tops.flatMap((row) => [row, ...descendantsOf(rows, row.pid)]))];
}
