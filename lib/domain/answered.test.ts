import { expect, test } from "vitest";
import { answered } from "./answered";
import type { Answer } from "./refusal";

test("an answer is handed on, and none is a refusal in words", async () => {
  const yes: Answer<{ id: number }> = { ok: true, id: 7 };
  const no: Answer = { ok: false, refusal: { code: "not_found" } };
  expect(await answered(Promise.resolve(yes))).toBe(yes);
  expect(await answered(Promise.resolve(no))).toBe(no);
  expect(await answered(Promise.reject(new TypeError("Failed to fetch")))).toEqual({ ok: false, refusal: { code: "not_reached" } });
});
