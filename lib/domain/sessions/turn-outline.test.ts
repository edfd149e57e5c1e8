import fc from "fast-check";
import { expect, test } from "vitest";
import { anyText } from "@/lib/testing/any-text";
import { openingOf } from "./turn-outline";

const head = (payload: object, length = 2_000): string => JSON.stringify(payload).slice(0, length);

test("the opening is the first 200 characters on one line, whatever they are", () => {
  expect(openingOf(head({ messageId: "m", text: 'Fix\n\n  the "cart" \\ now', by: {} }))).toBe('Fix the "cart" \\ now');
  expect(openingOf(head({ sourceKind: "monitor", sourceLabel: 'a "content": "no"', content: "yes" }))).toBe("yes");
  expect([...openingOf(head({ text: "🦀".repeat(500) }))]).toHaveLength(200);
  expect(openingOf(head({ text: "nul \u0000 and \ud800 too" }))).toBe("nul \u0000 and \ufffd too");
  expect(openingOf(head({ messageId: "x".repeat(3_000), text: "far" }))).toBe("");
});

test("wherever the JSON was cut, what is read is the beginning of the text", () => {
  fc.assert(
    fc.property(anyText({ maxLength: 60 }), fc.nat(120), (text, length) => {
      const whole = openingOf(head({ messageId: "m", text }));
      const cut = openingOf(head({ messageId: "m", text }, length));
      // a pair that was cut in two ends in a replacement character
      expect(whole.startsWith(cut.replace(/\ufffd$/, "").trimEnd())).toBe(true);
    }),
  );
});
