/** The processes of this machine as rows, and who belongs to whom. */
import { expect, test } from "vitest";
import { familyOf, listProcesses, type ProcessRow, parsePs, withDescendants } from "./process-tree";

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

test("rows of ps are read, also of commands with blanks", () => {
  const text = [
    "    1     0      0  12345 Mon Nov  2 08:00:00 2026     /sbin/launchd",
    "  501     1 7fa000  20480 Mon Nov 23 09:27:49 2026     octofs mcp --with  blanks",
    "a line that is none",
  ].join("\n");
  expect(parsePs(text)).toEqual([
    {
      pid: 1,
      parent: 0,
      session: 0,
      rssBytes: 12_641_280,
      startTicks: "Mon Nov  2 08:00:00 2026",
      startedAt: Date.parse("2026-11-02T08:00:00Z"),
      command: "/sbin/launchd",
      mark: null,
    },
    {
      pid: 501,
      parent: 1,
      session: 0,
      rssBytes: 20_971_520,
      startTicks: "Mon Nov 23 09:27:49 2026",
      startedAt: Date.parse("2026-11-23T09:27:49Z"),
      command: "octofs mcp --with  blanks",
      mark: null,
    },
  ]);
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

test("a circle, as two looks at a changing machine may show, does not hang", () => {
  expect(pids(familyOf([row(10, 11, 1), row(11, 10, 1)], 10))).toEqual([10, 11]);
});
