import { expect, test } from "vitest";
import { titlePattern } from "./title-pattern";

test("signs of a pattern mean themselves, and nothing typed is no pattern", () => {
  expect(titlePattern(" 100%_\\ ")).toBe("%100\\%\\_\\\\%");
  for (const nothing of [undefined, "", " \0 "]) expect(titlePattern(nothing)).toBeNull();
});

test("what is too long is cut between two letters: half of one is in no title", () => {
  expect(titlePattern(`a${"\u{1F419}".repeat(119)}`)).toBe(`%a${"\u{1F419}".repeat(99)}%`);
});
