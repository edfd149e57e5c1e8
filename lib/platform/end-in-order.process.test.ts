/** What happens to the process when something in it fails that nobody foresaw. */
import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";

/**
 * Does what a line tells it, answers to "still there?", and closes when it is told that it may: what it logs and what it writes itself
 * come in no promised order.
 */
const PROGRAM = `
import { createInterface } from "node:readline";
import { endInOrder, outliveRejections } from "./lib/platform/end-in-order.ts";
outliveRejections();
let close;
const mayClose = new Promise((resolve) => { close = resolve; });
endInOrder(async () => {
  await mayClose;
  process.stdout.write("closed\\n");
});
const told = {
  close,
  fail: () => close(Promise.reject(new Error("on purpose"))),
  reject: () => void Promise.reject(new Error("on purpose")),
  throw: () => setImmediate(() => { throw new Error("on purpose"); }),
  "still there?": () => process.stdout.write("yes\\n"),
};
createInterface({ input: process.stdin }).on("line", (line) => told[line]());
process.stdout.write("ready\\n");`;

let program: ChildProcess;
let said = "";

afterEach(() => program.kill("SIGKILL"));

const start = (text: string, stdio: StdioOptions): ChildProcess =>
  spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", text], { env: { ...process.env, LOG_LEVEL: "error" }, stdio });

const tell = (line: string) => program.stdin?.write(`${line}\n`);
const hears = (word: string) => expect.poll(() => said, { timeout: 10_000, interval: 10 }).toContain(word);

async function started(): Promise<void> {
  said = "";
  program = start(PROGRAM, ["pipe", "pipe", "inherit"]);
  program.stdout?.on("data", (chunk) => {
    said += chunk;
  });
  await hears("ready");
}

test("a rejection that nobody listens to is logged and outlived; an exception that nobody catches ends the process in order, with code 1", async () => {
  await started();
  tell("reject");
  await hears("a promise was rejected and nobody listened");
  tell("still there?");
  await hears("yes");
  expect(said).not.toContain("closed");
  const ended = once(program, "exit");
  tell("throw");
  await hears('"level":"fatal"');
  tell("close");
  expect(await ended).toEqual([1, null]);
  expect(said).toMatch(/"level":"fatal".*on purpose[\s\S]*closed/);
});

test("one wish that arrives twice is one: what is under way is closed in order", async () => {
  await started();
  const ended = once(program, "exit");
  program.kill("SIGTERM");
  program.kill("SIGINT");
  tell("still there?");
  await hears("yes");
  tell("close");
  expect(await ended).toEqual([0, null]);
  expect(said).toContain("closed");
});

test("who insists is not kept waiting for what does not close", async () => {
  await started();
  const ended = once(program, "exit");
  await expect.poll(() => program.kill("SIGTERM"), { timeout: 8_000, interval: 50 }).toBe(false);
  expect(await ended).toEqual([1, null]);
  expect(said).not.toMatch(/in time|closed/);
});

test("what could not be closed is said, and the code is 1", async () => {
  await started();
  const ended = once(program, "exit");
  program.kill("SIGTERM");
  tell("fail");
  expect(await ended).toEqual([1, null]);
  expect(said).toMatch(/on purpose.*the server did not stop in order/);
});

/** Looks at nothing until it is alone, as one that is busy with its database. */
const LATE = `
import { endInOrder } from "./lib/platform/end-in-order.ts";
process.stdout.write("begun");
while (process.connected) await new Promise((resolve) => setTimeout(resolve, 10));
endInOrder(async () => {});
setInterval(() => {}, 1_000);`;

test("a starting process that went while this one came up is noticed", async () => {
  program = start(LATE, ["ignore", "pipe", "inherit", "ipc"]);
  const ended = once(program, "exit");
  await once(program.stdout ?? program, "data");
  program.disconnect();
  expect(await ended).toEqual([0, null]);
});
