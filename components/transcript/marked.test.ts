import { expect, test } from "vitest";
import { isMarked } from "./marked";

test("an event is marked in the step that it is in, and one after the last step in that", () => {
  expect([4, 5, 6, 7].map((seq) => isMarked(seq, 5, 7))).toEqual([false, true, true, false]);
  expect(isMarked(900, 5, undefined)).toBe(true);
  expect(isMarked(null, 5, undefined)).toBe(false);
});
