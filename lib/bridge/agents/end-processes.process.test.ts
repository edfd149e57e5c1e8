/** Processes are asked to end first, made to when they do not go, and one that is over is waited for no more. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { endAll } from "./end-processes";
import { listProcesses, readBoot } from "./process-tree";

const children: ChildProcess[] = [];

/** Runs until it has said something; gives its pid and what that was. */
async function run(script: string): Promise<{ pid: number; said: string; child: ChildProcess }> {
  const child = spawn("sh", ["-c", script], { stdio: ["pipe", "pipe", "inherit"] });
  children.push(child);
  const [said] = await once(child.stdout ?? child, "data");
  return { pid: child.pid ?? 0, said: String(said).trim(), child };
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

test("one that does what it must before it ends is let do so", async () => {
  const { pid, child } = await run(`trap 'echo asked; exit 7' TERM; echo up; while :; do sleep 0.02; done`);
  const ended = once(child, "exit");
  const kill = vi.spyOn(process, "kill");
  onTestFinished(() => kill.mockRestore());
  await endAll([pid], 60_000);
  expect(await ended).toEqual([7, null]);
  // Its number may be another's by then.
  expect(kill).not.toHaveBeenCalledWith(pid, "SIGKILL");
});

test("one that does not go is made to, when its time is over and not before", async () => {
  const [stubborn, good] = await Promise.all([
    run(`trap 'echo no' TERM; echo up; while :; do sleep 0.02; done`),
    run(`trap 'exit 0' TERM; echo up; while :; do sleep 0.02; done`),
  ]);
  const ends = Promise.all([once(stubborn.child, "exit"), once(good.child, "exit")]);
  await endAll([stubborn.pid, good.pid], 2_000);
  expect(await ends).toEqual([
    [null, "SIGKILL"],
    [0, null],
  ]);
});

test("one that is gone already is no fault", async () => {
  const { pid, child } = await run("echo up");
  if (child.exitCode === null) await once(child, "exit");
  await expect(endAll([pid], 60_000)).resolves.toBeUndefined();
});

describe("one that has ended and that nobody collects", () => {
  const rowOf = async (pid: number) => (await listProcesses()).find((row) => row.pid === pid);
  const patience = { timeout: 10_000, interval: 20 };

  test("is waited for no moment", async () => {
    // The shell becomes a program that does not know of what it started; that ends when there is nothing more to read.
    const { pid: parent, said, child } = await run("exec 3<&0; cat <&3 & echo $!; exec sleep 60");
    const pid = Number(said);
    await vi.waitFor(async () => expect((await rowOf(parent))?.command).toBe("sleep 60"), patience);
    child.stdin?.end();
    await vi.waitFor(async () => expect(await rowOf(pid)).toBeUndefined(), patience);
    process.kill(pid, 0); // it is there yet
    const wait = vi.spyOn(globalThis, "setTimeout");
    onTestFinished(() => wait.mockRestore());
    await endAll([pid], 60_000);
    expect(wait).not.toHaveBeenCalled();
  });

  test.runIf(process.platform === "linux")(
    "a run of the machine is named by its boot and by when its first process began, as in a container",
    async () => {
      const first = (await listProcesses()).find(({ pid }) => pid === 1);
      expect(await readBoot()).toMatch(new RegExp(`^[0-9a-f-]{36} ${first?.startTicks}$`));
    },
  );
});
