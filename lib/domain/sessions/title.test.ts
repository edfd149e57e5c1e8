import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyText } from "@/lib/testing/any-text";
import { titleFromFirstMessage, titleSchema } from "./title";
import { DEFAULT_TITLE } from "./title-limit";

describe("the title made of a first message", () => {
  test.each([
    ["Fix the login bug", "Fix the login bug"],
    ["\n\n  # Plan\nmore", "Plan"],
    ["- [ ] first   thing\n- second", "[ ] first thing"],
    ["```\n---\ncode here", "code here"],
    ["  2. Do it\tnow ", "Do it now"],
    ["", DEFAULT_TITLE],
    ["---\n***", DEFAULT_TITLE],
    ["\u{3164}\u{115f}", DEFAULT_TITLE],
    ["\u{3164}\nseen", "seen"],
    ["\u{1f0f6}", DEFAULT_TITLE],
    [
      "Please have a look at the flaky test in the billing module and find out why it fails",
      "Please have a look at the flaky test in the billing module…",
    ],
    ["x".repeat(100), `${"x".repeat(59)}…`],
    ["🦀".repeat(61), `${"🦀".repeat(59)}…`],
  ])("%j", (text, title) => expect(titleFromFirstMessage(text)).toBe(title));

  test("is always a title that may be typed", () => {
    fc.assert(
      fc.property(anyText({ maxLength: 300 }), (text) => {
        const title = titleFromFirstMessage(text);
        expect(titleSchema.parse(title)).toBe(title);
      }),
    );
  });
});

describe("a typed title", () => {
  test("is one line", () => expect(titleSchema.parse("  two\n lines\0 ")).toBe("two lines"));
  test.each(["", "   ", "\n", "x".repeat(121)])("%j is refused", (typed) => expect(titleSchema.safeParse(typed).success).toBe(false));
});
