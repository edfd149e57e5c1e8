import { describe, expect, test } from "vitest";
import { MESSAGE_MAX_BYTES } from "@/lib/protocol/channel-limits";
import { fencePasted } from "./fence-pasted";
import { sizeWords } from "./message-size";
import { judgePaste, type PasteOffer } from "./pasted-text";

const nowhere = { start: 0, end: 0 };
const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`).join("\n");

describe("judging a paste", () => {
  test("above the limit it is refused with its size", () => {
    expect(judgePaste("", nowhere, "x".repeat(300 * 1024))).toMatchObject({ kind: "refused", words: expect.stringContaining("300 KiB") });
    expect(judgePaste("", nowhere, "ä".repeat(MESSAGE_MAX_BYTES / 2))).toEqual({ kind: "plain" });
  });

  test("what is written counts, what is selected is replaced", () => {
    const full = "x".repeat(MESSAGE_MAX_BYTES);
    expect(judgePaste(full, { start: 5, end: 5 }, "y").kind).toBe("refused");
    expect(judgePaste(full, { start: 5, end: 6 }, "y").kind).toBe("plain");
  });

  test("many lines are offered as a block, a few or fenced ones are not", () => {
    expect(judgePaste("", nowhere, lines(120).replaceAll("\n", "\r\n"))).toMatchObject({ kind: "long", pasted: lines(120), start: 0 });
    expect(judgePaste("", nowhere, lines(3)).kind).toBe("plain");
    expect(judgePaste("", nowhere, `\`\`\`\n${lines(20)}\n\`\`\``).kind).toBe("plain");
    expect(judgePaste("```ts\n", { start: 6, end: 6 }, lines(20)).kind).toBe("plain");
    expect(judgePaste("```\na\n```\n", { start: 10, end: 10 }, lines(20)).kind).toBe("long");
  });
});

describe("fencing what was pasted", () => {
  const offer = (text: string, pasted: string): PasteOffer => ({ start: text.indexOf(pasted), pasted, words: "" });

  test("the block stands on lines of its own, and the caret behind it", () => {
    const fenced = fencePasted("see: a\nb ok", offer("see: a\nb ok", "a\nb"));
    expect(fenced).toEqual({ text: "see: \n```\na\nb\n```\n ok", caret: 18 });
  });

  test("backticks inside make the fence longer", () => {
    expect(fencePasted("a\n````\nb", offer("a\n````\nb", "a\n````\nb"))?.text).toBe("`````\na\n````\nb\n`````\n");
  });

  test("edited since: nothing is done", () => {
    expect(fencePasted("aXb", { start: 0, pasted: "ab", words: "" })).toBeNull();
  });
});

test.each([
  [1, "1 byte"],
  [900, "900 bytes"],
  [5 * 1024 + 100, "5.1 KiB"],
  [256 * 1024, "256 KiB"],
  [256 * 1024 + 1, "257 KiB"],
  [3 * 1024 * 1024, "3 MiB"],
])("%d is %s", (bytes, words) => expect(sizeWords(bytes)).toBe(words));

test("thousands of empty lines before the last words are looked through once", { timeout: 3_000 }, () => {
  const pasted = `${"\n".repeat(100_000)}end`;
  expect(judgePaste("", { start: 0, end: 0 }, pasted)).toMatchObject({ kind: "long", words: "Pasted 100,001 lines, 97.7 KiB." });
  expect(fencePasted(pasted, { start: 0, pasted, words: "" })?.text).toBe(`\`\`\`\n${pasted}\n\`\`\`\n`);
});

test("as many backticks as a message holds make a fence", () => {
  const pasted = "` ".repeat(128 * 1024);
  expect(fencePasted(pasted, { start: 0, pasted, words: "" })?.text).toBe(`\`\`\`\n${pasted}\n\`\`\`\n`);
});
