import { describe, expect, test } from "vitest";
import { MESSAGE_MAX_BYTES } from "@/lib/protocol/channel-limits";
import { refusedPaste, sizeWords } from "./message-size";
import { fencePasted, offerFor, type PasteOffer } from "./pasted-text";

const nowhere = { start: 0, end: 0 };
const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`).join("\n");

describe("judging a paste", () => {
  test("above the limit it is refused with its size", () => {
    expect(refusedPaste("", nowhere, "x".repeat(300 * 1024))).toContain("300 KiB");
    expect(refusedPaste("", nowhere, "ä".repeat(MESSAGE_MAX_BYTES / 2))).toBeNull();
    expect(offerFor("", 0, "ä".repeat(MESSAGE_MAX_BYTES / 2))).toBeNull();
  });

  test("what is written counts, what is selected is replaced", () => {
    const full = "x".repeat(MESSAGE_MAX_BYTES);
    expect(refusedPaste(full, { start: 5, end: 5 }, "y")).toContain("with what is already written");
    expect(refusedPaste(full, { start: 5, end: 6 }, "y")).toBeNull();
  });

  test("many lines are offered as a block, a few or fenced ones are not", () => {
    expect(offerFor("", 0, lines(120).replaceAll("\n", "\r\n"))).toMatchObject({ pasted: lines(120), start: 0 });
    expect(offerFor("", 0, lines(3))).toBeNull();
    expect(offerFor("", 0, `\`\`\`\n${lines(20)}\n\`\`\``)).toBeNull();
    expect(offerFor("```ts\n", 6, lines(20))).toBeNull();
    expect(offerFor("```\na\n```\n", 10, lines(20))).toMatchObject({ start: 10 });
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
  expect(offerFor("", 0, pasted)).toMatchObject({ words: "Pasted 100,001 lines, 97.7 KiB." });
  expect(fencePasted(pasted, { start: 0, pasted, words: "" })?.text).toBe(`\`\`\`\n${pasted}\n\`\`\`\n`);
});

test("as many backticks as a message holds make a fence", () => {
  const pasted = "` ".repeat(128 * 1024);
  expect(fencePasted(pasted, { start: 0, pasted, words: "" })?.text).toBe(`\`\`\`\n${pasted}\n\`\`\`\n`);
});
