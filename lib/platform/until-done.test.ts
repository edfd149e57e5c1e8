import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { StorageAwayError } from "./storage-away";
import { untilDone } from "./until-done";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const away = new StorageAwayError(new Error("no connection"));

test("what the database is away for is tried until it goes well; nobody waits for it, and nobody is told that it failed", async () => {
  const act = vi.fn().mockRejectedValueOnce(away).mockRejectedValueOnce(away).mockResolvedValue(null);
  await untilDone("it could not be told", act);
  expect(act).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(act).toHaveBeenCalledTimes(3);
});

test("a mistake of ours is not made for ever", async () => {
  const act = vi.fn().mockRejectedValue(new TypeError("a bug"));
  await untilDone("it could not be told", act);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(act).toHaveBeenCalledTimes(1);
});
