// What a step says of itself: where somebody looks on, that it goes on.
import { afterEach, expect, test, vi } from "vitest";
import { runStep } from "./run-step.mjs";

const isTTY = process.stdout.isTTY;

afterEach(() => {
  process.stdout.isTTY = isTTY;
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** What it writes while its program runs for so many seconds. */
async function saidOf(step, { isTerminal, forSeconds }) {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  process.stdout.isTTY = isTerminal;
  const said = [];
  vi.spyOn(process.stdout, "write").mockImplementation((words) => said.push(words) > 0);
  const onStart = () => vi.advanceTimersByTime(forSeconds * 1000);
  await runStep("a long step", process.execPath, ["-e", step], { onStart }).catch((error) => said.push(error.message));
  vi.advanceTimersByTime(5000);
  return said;
}

test("a terminal is told every second how long a step takes already, and in its place what it took", async () => {
  expect(await saidOf("", { isTerminal: true, forSeconds: 2.5 })).toEqual([
    "> a long step ...",
    "\r> a long step ... 1 s",
    "\r> a long step ... 2 s",
    "\r> a long step ...",
    " 2.5 s\n",
  ]);
});

test("a file is told when it is over", async () => {
  expect(await saidOf("", { isTerminal: false, forSeconds: 2.5 })).toEqual(["> a long step ...", " 2.5 s\n"]);
});

test("one that fails says so in the same place, and why", async () => {
  const said = await saidOf('console.log("no room"); process.exitCode = 3', { isTerminal: true, forSeconds: 1 });
  expect(said).toEqual([
    "> a long step ...",
    "\r> a long step ... 1 s",
    "\r> a long step ...",
    " failed\n",
    "a long step failed (3):\nno room",
  ]);
});
