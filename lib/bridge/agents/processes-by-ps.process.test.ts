/** The way of macOS, tried where there is /proc as well: both tell the same of the same processes. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, test, vi } from "vitest";
import { programEnvironment } from "@/lib/platform/program-environment";
import { MARK_NAME, type ProcessRow } from "./process-row";
import { listProcesses } from "./process-tree";
import { bootByPs, listByPs } from "./processes-by-ps";

const patience = { timeout: 10_000, interval: 20 };
const STAYS = "setInterval(() => {}, 1_000)";
const children: ChildProcess[] = [];
const hasPs = spawnSync("ps", ["-p", String(process.pid)]).error === undefined;

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function run(args: string[], env: Record<string, string> = {}): Promise<number> {
  const { PATH = "" } = process.env; // a test hands its own search path on
  const child = spawn(process.execPath, ["-e", STAYS, ...args], {
    ...{ env: programEnvironment({ PATH, ...env }), detached: true, stdio: ["pipe", "ignore", "inherit"] },
  });
  children.push(child);
  await once(child, "spawn");
  // Until then it is what started it.
  await vi.waitFor(async () => expect((await rowOf(child.pid))?.command).toContain(STAYS), patience);
  return child.pid ?? 0;
}

async function rowOf(pid: number | undefined): Promise<ProcessRow | undefined> {
  return (await listByPs()).find((row) => row.pid === pid);
}

describe.skipIf(!hasPs)("what ps tells", () => {
  test("is what anybody else tells of the same process", async () => {
    const pid = await run(["with  blanks", "A=b"], { [MARK_NAME]: "a-mark", B: "c" });
    const theirs = (await listProcesses()).find((row) => row.pid === pid);
    const row = await rowOf(pid);
    expect(row).toMatchObject({ parent: process.pid, session: pid, command: theirs?.command, mark: "a-mark" });
    expect(Math.abs((row?.startedAt ?? 0) - Date.now())).toBeLessThan(60_000);
    expect((row?.rssBytes ?? 0) / (theirs?.rssBytes ?? 0)).toBeGreaterThan(0.3);
    expect((row?.rssBytes ?? 0) / (theirs?.rssBytes ?? 0)).toBeLessThan(3);
  });

  test("has the session in the mark of what serves many, and no mark of a process without one", async () => {
    const mark = "0f1c6f0e-5d0a-4a6c-9a55-0c1d2e3f4a5b 0198a0de-0000-7000-8000-000000000001";
    const pids = [await run([], { A: "b", [MARK_NAME]: mark, Z: "z" }), await run([`${MARK_NAME}=none`])];
    expect((await listByPs()).filter(({ pid }) => pids.includes(pid)).map((row) => row.mark)).toEqual([mark, null]);
  });

  test("is a start that stays the same, and the start of the machine", async () => {
    const pid = await run([]);
    const [one, other] = [await rowOf(pid), await rowOf(pid)];
    expect(one?.startTicks).toBe(other?.startTicks);
    expect(await bootByPs()).toBe((await rowOf(1))?.startTicks);
  });
});
