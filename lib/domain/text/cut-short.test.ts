import { expect, test } from "vitest";
import { cutShort } from "./cut-short";

test.each([
  ["abcd", 4, "abcd"],
  ["abcde", 4, "abcd…"],
  ["abc😀e", 4, "abc…"],
  ["ab😀e", 4, "ab😀…"],
  ["", 0, ""],
])("of %s with room for %i stands %s", (text, most, shown) => {
  expect(cutShort(text, most)).toBe(shown);
});
