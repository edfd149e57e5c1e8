/** The processes of this machine as rows, and who belongs to whom. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { programEnvironment } from "@/lib/platform/program-environment";
import { MARK_NAME, type ProcessRow } from "./process-row";
import { familyOf, listProcesses, withDescendants, withSessions } from "./process-tree";

const row = (pid: number, parent: number, session: number): ProcessRow => ({
  pid,
  parent,
  session,
  startTicks: "1",
  startedAt: 1,
  rssBytes: 1,
  command: `p${pid}`,
  mark: null,
});
const pids = (rows: ProcessRow[]): number[] => rows.map(({ pid }) => pid).sort((one, other) => one - other);

test("this very process is found as it is", async () => {
  const self = (await listProcesses()).find(({ pid }) => pid === process.pid);
  expect(self).toMatchObject({ parent: process.ppid, command: expect.stringContaining("node") });
  expect(Math.abs((self?.startedAt ?? 0) - (Date.now() - process.uptime() * 1_000))).toBeLessThan(5_000);
  const { rss } = process.memoryUsage();
  expect((self?.rssBytes ?? 0) / rss).toBeGreaterThan(0.5);
  expect((self?.rssBytes ?? 0) / rss).toBeLessThan(2);
});

test("a family is the descendants and what the process session still holds", () => {
  const rows = [
    row(10, 1, 10),
    row(11, 10, 10),
    row(12, 11, 12),
    row(13, 12, 12),
    row(14, 1, 10),
    row(15, 14, 15),
    row(20, 1, 20),
    row(21, 20, 20),
  ];
  expect(pids(familyOf(rows, 10))).toEqual([11, 12, 13, 14, 15]);
  expect(pids(withDescendants(rows, [row(20, 1, 20)]))).toEqual([20, 21]);
});

describe("what shares a process session with those that are known", () => {
  const rows = [row(11, 1, 30), row(12, 30, 12), row(13, 12, 12), row(14, 1, 12), row(15, 14, 15), row(16, 1, 15), row(17, 1, 17)];
  const one = (pid: number): ProcessRow[] => rows.filter((known) => known.pid === pid);

  test("is found without a parent, with all below it, and what shares one with those", () => {
    const sessions = new Set<number>();
    expect(pids(withSessions(rows, one(13), sessions))).toEqual([12, 13, 14, 15, 16]);
    expect([...sessions].sort()).toEqual([12, 15]);
  });

  test("is found by a session whose known members have ended", () => {
    expect(pids(withSessions(rows, [], new Set([30])))).toEqual([11]);
  });

  test("is nothing where the session began outside of the container: all such have the number 0", () => {
    const outside = [row(21, 1, 0), row(22, 1, 0)];
    expect(pids(withSessions(outside, outside.slice(0, 1), new Set()))).toEqual([21]);
  });
});

test("a circle, as two looks at a changing machine may show, does not hang", () => {
  expect(pids(familyOf([row(10, 11, 1), row(11, 10, 1)], 10))).toEqual([10, 11]);
});

describe.runIf(process.platform === "linux")("a process is read whatever it calls itself", () => {
  const children: ChildProcess[] = [];
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "octomind-dashboard-names-"));
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });

  async function rowOf(
    program: string,
    args: string[],
    more: { argv0?: string; env?: NodeJS.ProcessEnv } = {},
  ): Promise<ProcessRow | undefined> {
    const child = spawn(program, args, { ...more, stdio: ["pipe", "ignore", "inherit"] });
    children.push(child);
    await once(child, "spawn");
    return (await listProcesses()).find(({ pid }) => pid === child.pid);
  }

  test("a name with brackets and blanks", async () => {
    const program = path.join(folder, "a) Z 1 (b");
    symlinkSync(process.execPath, program);
    expect(await rowOf(program, ["-e", "setInterval(() => {}, 1_000)"])).toMatchObject({ parent: process.pid });
  });

  test("one without a command line goes by its name", async () => {
    const program = path.join(folder, "b) (a");
    symlinkSync("/bin/cat", program);
    expect(await rowOf(program, [], { argv0: "" })).toMatchObject({ command: "b) (a" });
  });

  test("its mark is that of this very name", async () => {
    const env = programEnvironment({ [`${MARK_NAME}ED`]: "another", [MARK_NAME]: "ours", PATH: "/usr/bin:/bin" });
    expect(await rowOf("sh", ["-c", "read line"], { env })).toMatchObject({ mark: "ours" });
  });

  test("a long command line is cut", async () => {
    expect((await rowOf("sh", ["-c", "read line", "x".repeat(2_000)]))?.command).toHaveLength(500);
  });
});
