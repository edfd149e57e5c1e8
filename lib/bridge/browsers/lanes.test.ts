// One after the other in a lane, lanes beside each other, and nothing left behind.
import { setImmediate as tick } from "node:timers/promises";
import { expect, test } from "vitest";
import { Lanes } from "./lanes";

test("what is asked for when the first of two is done waits for the second", async () => {
  const lanes = new Lanes();
  const done: string[] = [];
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const first = lanes.run("a", async () => {});
  const second = lanes.run("a", () => gate.then(() => done.push("a2")));
  await first;
  await tick();
  const third = lanes.run("a", async () => done.push("a3"));
  await tick();
  open();
  await Promise.all([second, third]);
  expect(done).toEqual(["a2", "a3"]);
});

test("keeps the order of a lane, past failures, and leaves the others alone", async () => {
  const lanes = new Lanes();
  const done: string[] = [];
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const first = lanes.run("a", async () => {
    await gate;
    done.push("a1");
    throw new Error("a1 failed");
  });
  const second = lanes.run("a", async () => done.push("a2"));
  await lanes.run("b", async () => done.push("b1"));
  expect(done).toEqual(["b1"]);
  open();
  await expect(first).rejects.toThrow("a1 failed");
  await second;
  expect(done).toEqual(["b1", "a1", "a2"]);
  await lanes.run("a", async () => {});
  await Promise.resolve();
  expect(lanes.size).toBe(0);
});
