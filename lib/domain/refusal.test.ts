import { expect, test } from "vitest";
import { RefusedError, refusalSchema, refuse } from "./refusal";

test("a refusal crosses a room as an error and keeps its reason", () => {
  const say = () => refuse("no_place", "All 50 places are taken.");
  expect(say).toThrow(RefusedError);
  expect(say).toThrow("no_place: All 50 places are taken.");
  try {
    say();
  } catch (error) {
    expect(error instanceof RefusedError && refusalSchema.parse(error.refusal)).toEqual({
      code: "no_place",
      detail: "All 50 places are taken.",
    });
  }
});

test("only the closed set of codes is a refusal", () => {
  expect(refusalSchema.safeParse({ code: "because" }).success).toBe(false);
});
