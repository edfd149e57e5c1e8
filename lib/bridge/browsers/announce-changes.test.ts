// When open lists are told, and that a database that is away costs them no hint.
import type pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { announceChanges } from "./announce-changes";
import type { BrowserServer } from "./gateway-types";

const query = vi.fn();
const io = { sockets: { sockets: new Map([["a", { data: { isWatchingLists: true } }]]) } } as unknown as BrowserServer; // as: all that is asked of it
let change: (sessionId: string, isUrgent: boolean) => void;
let end: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  query.mockReset().mockResolvedValue({ rows: [] });
  const hub = {
    onChanged: (listener: typeof change) => {
      change = listener;
    },
  };
  end = announceChanges(io, hub, { query } as unknown as pg.Pool); // as: all that is asked of it
});
afterEach(() => {
  end();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const looks = (): unknown[] => query.mock.calls.map(([, [ids]]) => ids);

test("what could not be told is told with what changed meanwhile", async () => {
  query.mockRejectedValueOnce(new Error("away"));
  change("one", false);
  await vi.advanceTimersByTimeAsync(1_000);
  change("two", false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(looks()).toEqual([["one"], ["one", "two"]]);
});

test("what is urgent is told within a tenth of a second, once, however often it is said", async () => {
  await vi.advanceTimersByTimeAsync(950);
  change("one", true);
  change("two", true);
  await vi.advanceTimersByTimeAsync(50);
  expect(looks()).toEqual([["one", "two"]]);
  change("three", false);
  await vi.advanceTimersByTimeAsync(100);
  expect(looks()).toHaveLength(1);
  change("four", true);
  await vi.advanceTimersByTimeAsync(100);
  expect(looks()).toEqual([
    ["one", "two"],
    ["three", "four"],
  ]);
});
