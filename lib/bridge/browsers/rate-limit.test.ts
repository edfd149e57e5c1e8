import { expect, test } from "vitest";
import { RateLimit } from "./rate-limit";

test("gives what a bucket holds, then as much as flows in, to each key for itself", () => {
  const limit = new RateLimit({ capacity: 3, perSecond: 2 });
  const take = (now: number, key = "a") => limit.take(key, now);
  expect([take(0), take(0), take(0), take(0)]).toEqual([true, true, true, false]);
  expect(take(0, "b")).toBe(true);
  expect([take(499), take(500), take(500)]).toEqual([false, true, false]);
  expect([take(60_000), take(60_000), take(60_000), take(60_000)]).toEqual([true, true, true, false]);
});

test("a clock that was ahead and is put right keeps nobody out", () => {
  const limit = new RateLimit({ capacity: 3, perSecond: 2 });
  const hours = 3 * 3_600_000;
  expect(limit.take("a", hours)).toBe(true);
  expect([limit.take("a", 0), limit.take("a", 0), limit.take("a", 0)]).toEqual([true, true, false]);
  expect(limit.take("a", 500)).toBe(true);
});
