import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDeadline, formatDuration, formatTokens, formatUsd, formatWhen } from "./format";

describe("formatUsd", () => {
  test.each([
    ["0", "$0.00"],
    ["1230000000", "$1.23"],
    ["1235000000", "$1.24"],
    ["18500000", "$0.0185"],
    ["21000", "$0.000021"],
    ["400", "<$0.000001"],
    ["-2500000000", "-$2.50"],
    ["123456789012345678000", "$123,456,789,012.35"],
  ])("%s nano-dollars are %s", (nano, text) => expect(formatUsd(nano)).toBe(text));

  test("whole cents survive at any size", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 100n, max: 10n ** 15n }), (cents) => {
        const digits = formatUsd(String(cents * 10_000_000n)).replace(/[^\d]/g, "");
        expect(BigInt(digits)).toBe(cents);
      }),
    );
  });
});

test.each([
  [0, "0"],
  [999, "999"],
  [3_100, "3.1k"],
  [148_231, "148k"],
  [2_400_000, "2.4M"],
  [999_400, "999k"],
  [999_600, "1M"],
])("%d tokens are %s", (count, text) => expect(formatTokens(count)).toBe(text));

test.each([
  [38, "38 ms"],
  [1_800, "1.8 s"],
  [19_400, "19 s"],
  [59_700, "59 s"],
  [161_000, "2 min 41 s"],
  [3_840_000, "1 h 4 min"],
  [47 * 3_600_000, "47 h"],
  [48 * 3_600_000, "2 d"],
  [241.5 * 3_600_000, "10 d 1 h"],
])("%d ms are %s", (ms, text) => expect(formatDuration(ms)).toBe(text));

test.each([
  [10_000, "now"],
  [5 * 60_000, "5 min"],
  [3 * 3_600_000, "3 h"],
  [30 * 3_600_000, "1 d"],
  [4 * 86_400_000, "4 d"],
])("%d ms ago is %s", (age, text) => expect(formatWhen(1_800_000_000_000 - age, 1_800_000_000_000)).toBe(text));

test("until when something holds is said to the minute, with the day of the week", () => {
  const at = new Date(2026, 10, 29, 9, 5, 59).getTime();
  expect(formatDeadline(at)).toMatch(/^Sunday,? 29 November 2026 at 09:05$/);
});
