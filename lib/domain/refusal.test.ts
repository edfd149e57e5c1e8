import { expect, test } from "vitest";
import { RefusedError, refusalSchema, refuse } from "./refusal";

test("a refusal crosses a room as an error and keeps its reason", () => {
  const say = () => refuse("too_many_requests", "Ten tries in a minute are enough.");
  expect(say).toThrow(RefusedError);
  expect(say).toThrow("too_many_requests: Ten tries in a minute are enough.");
  try {
    say();
  } catch (error) {
    expect(error instanceof RefusedError && refusalSchema.parse(error.refusal)).toEqual({
      code: "too_many_requests",
      detail: "Ten tries in a minute are enough.",
    });
  }
});

test("only the closed set of codes is a refusal", () => {
  expect(refusalSchema.safeParse({ code: "because" }).success).toBe(false);
});
