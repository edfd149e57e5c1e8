import fc from "fast-check";
import { expect, test } from "vitest";
import { anyText } from "@/lib/testing/any-text";
import { rounds } from "@/lib/testing/rounds";
import { plainLine, styledLines } from "./tool-ansi";

test("colours become spans and reach into the next line until they are reset", () => {
  expect(styledLines(["\u001b[1;31mbad\u001b[22m worse", "still\u001b[0m fine"])).toEqual([
    [
      { text: "bad", tint: "red", isBold: true },
      { text: " worse", tint: "red", isBold: false },
    ],
    [
      { text: "still", tint: "red", isBold: false },
      { text: " fine", tint: null, isBold: false },
    ],
  ]);
});

test("numbers of a palette are no colours of their own", () => {
  expect(styledLines(["\u001b[38;5;31mx", "\u001b[0;38;2;1;31;32my\u001b[48;5;32mz"]).flat()).toMatchObject([
    { text: "x", tint: null },
    { text: "y", tint: null },
    { text: "z", tint: null },
  ]);
});

test("what stands between colons, and orders of a terminal's own, are no colours either", () => {
  const lines = ["\u001b[38:2::255:100:1ma", "\u001b[4:2mb", "\u001b[58;5;1mc", "\u001b[>4;2md", "\u001b[31;38:5:2me"];
  expect(styledLines(lines).flat()).toEqual([
    ...["a", "b", "c", "d"].map((text) => ({ text, tint: null, isBold: false })),
    { text: "e", tint: "red", isBold: false },
  ]);
});

test.each([
  ["signs are not changed for others: `tput sgr0` ends so", "\u001b[1mbold\u001b(B\u001b[m plain", "bold plain"],
  ["a hyperlink keeps its words, not its target", "\u001b]8;;javascript:alert(1)\u0007here\u001b]8;;\u0007", "here"],
  ["a title is not set", "a\u001b]0;owned\u001b\\b", "ab"],
  ["the clipboard is not written", "\u001b]52;c;cm0gLXJm\u0007x", "x"],
  ["the screen is not cleared, the cursor stays", "one\u001b[2J\u001b[H\u001b[1;1Htwo\u001b[?25l", "onetwo"],
  ["a terminal is not reset", "\u001bcx\u001b7y", "␛cx␛7y"],
  ["a sequence without an end hides nothing", "\u001b]0;rm -rf /", "␛]0;rm -rf /"],
  ["backspaces hide nothing", "rm -rf /\b\b\b\b", "rm -rf /␈␈␈␈"],
  ["of a progress line the last state stays", "10%\r55%\r100%", "100%"],
  ["markup is text", "<script>alert(1)</script>", "<script>alert(1)</script>"],
  ["direction cannot be turned", "user\u202e txt.exe\u2066", "user⟨U+202E⟩ txt.exe⟨U+2066⟩"],
])("%s", (_what, line, plain) => {
  expect(plainLine(line)).toBe(plain);
  expect(
    styledLines([line])
      .flat()
      .map(({ text }) => text)
      .join(""),
  ).toBe(plain);
});

test("nothing that steers is left in any line", () => {
  const line = fc
    .array(fc.oneof(anyText(), fc.constantFrom("\u001b[", "\u001b]8;;", "\u0007", "\u001b\\", "\u202e", "31m", "\u009b2J")))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(line, (text) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
      const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
      expect(plainLine(text)).not.toMatch(steering);
      for (const span of styledLines(text.split("\n")).flat()) expect(span.text).not.toMatch(steering);
    }),
    { numRuns: 30 },
  );
});

test("5 MB of unfinished sequences are read in one pass: looking on from each of them would take minutes", () => {
  // Only its answer is asked: a message about 5 MB takes seconds to write.
  expect(plainLine("\u001b]0;".repeat(rounds(1_250_000))).includes("\u001b")).toBe(false);
});
