import { expect, test } from "vitest";
import { titlePattern } from "./title-pattern";

test("signs of a pattern mean themselves, and nothing typed is no pattern", () => {
  expect(titlePattern(" 100%_\\ ")).toEqual({ like: "%100\\%\\_\\\\%", regex: null });
  expect(titlePattern("é.*")).toEqual({ like: null, regex: "(?:é|É)(?:\\.)(?:\\*)" });
  for (const nothing of [undefined, "", " \0 "]) expect(titlePattern(nothing)).toEqual({ like: null, regex: null });
});

test("what is too long is cut between two letters: half of one is in no title", () => {
  expect(titlePattern(`a${"\u{1F419}".repeat(119)}`).regex).toBe(`(?:a|A)${"(?:\u{1F419})".repeat(99)}`);
});
