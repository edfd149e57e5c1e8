import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { untilThere } from "./until-there";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("what cannot be fetched is fetched again until it comes", async () => {
  const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error("away")).mockRejectedValueOnce(new Error("away"));
  load.mockResolvedValue("there");
  const got = untilThere(load);
  await vi.runAllTimersAsync();
  expect(await got).toBe("there");
  expect(load).toHaveBeenCalledTimes(3);
});

test("what never comes fails in the end, with its reason", async () => {
  const got = untilThere(() => Promise.reject(new Error("gone")));
  const failed = expect(got).rejects.toThrow("gone");
  await vi.runAllTimersAsync();
  await failed;
});
