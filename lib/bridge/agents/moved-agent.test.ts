import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { unlessMoved } from "./moved-agent";
import type { SessionAgent } from "./session-agent";

const here = { url: "ws://127.0.0.1:1", token: null };
const agent: SessionAgent = {
  target: async () => here,
  listProcesses: async () => [],
  endProcesses: async () => [],
  release: async () => {},
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("the first try is not asked about; each later one is, and an agent that has moved is not tried", async () => {
  const hasMoved = vi.fn(async () => false);
  const onMoved = vi.fn();
  const known = unlessMoved(agent, hasMoved, onMoved);
  expect(await known.target()).toBe(here);
  expect(hasMoved).not.toHaveBeenCalled();
  expect(await known.target()).toBe(here);
  expect(onMoved).not.toHaveBeenCalled();
  hasMoved.mockResolvedValue(true);
  await expect(known.target()).rejects.toThrow("The project has another agent now.");
  expect(onMoved).toHaveBeenCalledOnce();
});

test("one that was let go while it was looked at moves nobody any more", async () => {
  const onMoved = vi.fn();
  const known = unlessMoved(agent, async () => true, onMoved);
  await known.target();
  const late = known.target();
  await known.release();
  await expect(late).rejects.toThrow("The project has another agent now.");
  expect(onMoved).not.toHaveBeenCalled();
});

test.each([
  ["is away", () => Promise.reject(new Error("no connection"))],
  ["says nothing", () => new Promise<boolean>(() => {})],
])("R7 while the database %s the agent is tried where it was", async (_, hasMoved) => {
  const onMoved = vi.fn();
  const known = unlessMoved(agent, hasMoved, onMoved);
  await known.target();
  const found = known.target();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await found).toBe(here);
  expect(onMoved).not.toHaveBeenCalled();
});
