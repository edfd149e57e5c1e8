import { expect, test, vi } from "vitest";
import { WriteHealth } from "./write-health";

const full = Object.assign(new Error("could not extend file"), { code: "53100" });
const FULL = "the disk of the database is full";

function aHealth(query: () => Promise<unknown> = async () => {}) {
  const clock = { now: 0 };
  const asked = vi.fn(query);
  const pool = { query: asked as never }; // as: only one of the many ways to ask is used
  return { health: new WriteHealth({ pool, now: () => clock.now }), clock, asked };
}

test("says all that writes said lately, and asks nobody where none failed", async () => {
  const { health, asked } = aHealth();
  expect(await health.whyNot()).toEqual([]);
  health.failed(full);
  expect(await health.whyNot()).toEqual([FULL]);
  health.failed(new Error("Connection terminated"));
  expect(await health.whyNot()).toEqual([FULL, "the database takes nothing"]);
  health.wrote();
  expect(await health.whyNot()).toEqual([]);
  expect(asked).not.toHaveBeenCalled();
});

test("a reason that no write has met for a while is over", async () => {
  const { health, clock } = aHealth();
  health.failed(full);
  clock.now += 4_000;
  health.failed(new Error("Connection terminated"));
  clock.now += 4_000;
  health.failed(new Error("Connection terminated"));
  expect(await health.whyNot()).toEqual(["the database takes nothing"]);
});

test("tries for itself only when nobody has for a while, once for all who ask, and no more often when that fails", async () => {
  const { health, clock, asked } = aHealth(() => (asked.mock.calls.length > 1 ? Promise.resolve() : Promise.reject(full)));
  health.failed(full);
  clock.now += 7_001;
  expect(await Promise.all([health.whyNot(), health.whyNot(), health.whyNot()])).toEqual([[FULL], [FULL], [FULL]]);
  expect(await health.whyNot()).toEqual([FULL]);
  expect(asked).toHaveBeenCalledTimes(1);
  clock.now += 7_001;
  expect(await health.whyNot()).toEqual([]);
  expect(await health.whyNot()).toEqual([]);
  expect(asked).toHaveBeenCalledTimes(2);
});

test("a write that fails while a try goes well is believed", async () => {
  const { health, clock } = aHealth(async () => health.failed(full));
  health.failed(new Error("Connection terminated"));
  clock.now += 7_001;
  expect(await health.whyNot()).toEqual([FULL]);
});

test("who may not try is taken to be well until the next write says otherwise", async () => {
  const { health, clock } = aHealth(() => Promise.reject(Object.assign(new Error("permission denied"), { code: "42501" })));
  health.failed(full);
  clock.now += 7_001;
  expect(await health.whyNot()).toEqual([]);
});
