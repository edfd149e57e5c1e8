/** The processes of a machine without /proc, as macOS is one, asked of its ps. What is asked here, the ps of Linux answers in the same way. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { programEnvironment } from "@/lib/platform/program-environment";
import { COMMAND_MAX, MARK_NAME, type ProcessRow } from "./process-row";

const run = promisify(execFile);
/** Environments are long: a machine's together some megabytes. */
const OUTPUT_MAX = 64 * 1024 * 1024;
const COLUMNS = "pid=,ppid=,pgid=,stat=,rss=,lstart=,command=";
const ROW = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\d+)\s+(\w{3} \w{3}\s+\d+ [\d:]+ \d{4})\s+(.*)$/s;
const ENVIRONMENT_ROW = /^\s*(\d+) (.*)$/s;
/** A mark has no blanks in it, but where it names a session behind one. */
const MARK = new RegExp(`(?:^| )${MARK_NAME}=(\\S+(?: [0-9a-f]{8}-[0-9a-f-]{27}(?= |$))?)`);

/** Asked in UTC: the times of a machine that travels stay the same. Where "UTF-8" is no locale, letters that are not ASCII are rewritten. */
async function askPs(args: readonly string[]): Promise<string> {
  const env = programEnvironment({ LC_CTYPE: "UTF-8", LC_TIME: "C", TZ: "UTC", PATH: "/bin:/usr/bin" });
  return (await run("ps", args, { maxBuffer: OUTPUT_MAX, env })).stdout;
}

/** Reads COLUMNS. `mark` is not among them. */
export function parseRows(text: string): ProcessRow[] {
  return text.split("\n").flatMap((line) => {
    const [whole, pid, parent, group, state, rss, started = "", command = ""] = ROW.exec(line) ?? [];
    if (whole === undefined || state?.startsWith("Z")) return [];
    const row = { pid: Number(pid), parent: Number(parent), session: Number(group), rssBytes: Number(rss) * 1024 };
    return [{ ...row, startTicks: started, startedAt: Date.parse(`${started} UTC`), command, mark: null }];
  });
}

/** `text` has pid and command with the environment behind: only there a mark is one. */
export function withMarks(rows: readonly ProcessRow[], text: string): ProcessRow[] {
  const found = new Map(
    text
      .split("\n")
      .map((line) => ENVIRONMENT_ROW.exec(line)?.slice(1) ?? [])
      .map(([pid, said = ""]) => [Number(pid), said]),
  );
  return rows.map((row) => {
    const said = found.get(row.pid) ?? "";
    // One that has become another program between the two looks has another command by then.
    const environment = said.startsWith(row.command) ? said.slice(row.command.length) : said;
    return { ...row, command: row.command.slice(0, COMMAND_MAX), mark: MARK.exec(environment)?.[1] ?? null };
  });
}

/**
 * Two looks, as the environment comes right behind the command; what is in the first is there in the second, or has ended. Without the second
 * there is still a tree.
 */
export async function listByPs(): Promise<ProcessRow[]> {
  const rows = parseRows(await askPs(["-axwwo", COLUMNS]));
  return withMarks(rows, await askPs(["axeww", "-o", "pid=,command="]).catch(() => ""));
}

/** When the first process began, as all of ps: to the second, by the clock of that moment. */
export async function bootByPs(): Promise<string> {
  return (await askPs(["-o", "lstart=", "-p", "1"])).trim();
}
