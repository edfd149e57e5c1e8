import { expect, test } from "vitest";
import { uncountedWords } from "./uncounted-words";

const files = (...statuses: Parameters<typeof uncountedWords>[0][number]["status"][]) => statuses.map((status) => ({ status }));

test("what is listed and not in the sum is said by what became of it, each once", () => {
  expect(uncountedWords(files("edited", "created", "deleted"))).toBe("");
  expect(uncountedWords(files("edited", "failed"))).toBe("1 failed");
  expect(uncountedWords(files("lost", "failed", "undone", "failed"))).toBe("1 undone, 2 failed, 1 without an answer");
});
