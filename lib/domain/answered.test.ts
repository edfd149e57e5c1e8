import { afterEach, expect, test, vi } from "vitest";
import { answered } from "./answered";
import type { Answer } from "./refusal";

afterEach(() => void vi.useRealTimers());

test("an answer is handed on, and none is a refusal in words", async () => {
  const yes: Answer<{ id: number }> = { ok: true, id: 7 };
  const no: Answer = { ok: false, refusal: { code: "not_found" } };
  expect(await answered(Promise.resolve(yes))).toBe(yes);
  expect(await answered(Promise.resolve(no))).toBe(no);
  expect(await answered(Promise.reject(new TypeError("Failed to fetch")))).toEqual({ ok: false, refusal: { code: "not_reached" } });
});

test("nobody waits for ever: what is not answered in half a minute is said, with what is not known of it", async () => {
  vi.useFakeTimers();
  const silent = answered(new Promise<Answer>(() => {}));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await silent).toEqual({ ok: false, refusal: { code: "not_reached", detail: expect.stringContaining("is not known") } });
  const quick: Answer = { ok: true };
  await answered(Promise.resolve(quick));
  expect(vi.getTimerCount()).toBe(0);
});
