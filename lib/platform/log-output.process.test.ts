/** A standard output that takes nothing costs log lines, and nothing else. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";

const PROGRAM = `
import { endInOrder } from "./lib/platform/end-in-order.ts";
import { logger } from "./lib/platform/logger.ts";
endInOrder(async () => {});
logger.warn("the first");
setTimeout(() => {
  logger.warn("the second");
  process.stderr.write("still there");
}, 100);
setInterval(() => {}, 1_000);`;

function run(program: string, stdout: number | "pipe"): ChildProcess {
  const args = ["--import", "tsx", "--input-type=module", "-e", program];
  const child = spawn(process.execPath, args, { env: { ...process.env, LOG_LEVEL: "info" }, stdio: ["ignore", stdout, "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

test.skipIf(!existsSync("/dev/full"))("a full disk below the log: the process goes on, and ends when it is told to", async () => {
  const child = run(PROGRAM, openSync("/dev/full", "w"));
  const [said] = await once(child.stderr ?? child, "data");
  expect(String(said)).toBe("still there");
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
});

const LINES = 5_000;
const TALKATIVE = `
import { logger } from "./lib/platform/logger.ts";
for (let n = 0; n < ${LINES}; n += 1) logger.info({ n }, "x".repeat(100));
process.stderr.write("all is said");
setInterval(() => {}, 1_000);`;

const numbersIn = (said: string): number[] => said.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line).n]));

test("a reader that is slow gets all of it", async () => {
  const child = run(TALKATIVE, "pipe");
  await once(child.stderr ?? child, "data");
  let said = "";
  child.stdout?.on("data", (chunk) => {
    said += chunk;
  });
  await expect.poll(() => said, { timeout: 10_000 }).toContain(`"n":${LINES - 1},`);
  expect(numbersIn(said)).toEqual([...Array(LINES).keys()]);
});

test("what is said last is written, also when the process ends at once", async () => {
  const words = `import { logger } from "./lib/platform/logger.ts"; for (let n = 0; n < 9; n += 1) logger.info({ n }); process.exit(0);`;
  const child = run(words, "pipe");
  let said = "";
  child.stdout?.on("data", (chunk) => {
    said += chunk;
  });
  await once(child, "close");
  // The one that was on its way at that moment may come last.
  expect(numbersIn(said).toSorted((one, other) => one - other)).toEqual([...Array(9).keys()]);
});
