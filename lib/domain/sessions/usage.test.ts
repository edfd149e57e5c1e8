import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addNano, isCounted, nanoFromDollars, type Totals, usageSince, zeroTotals } from "./usage";

const totals = (costNano: bigint, tokens = 0): Totals => ({ ...zeroTotals, costNano: String(costNano), tokens, input: tokens });

describe("nanoFromDollars", () => {
  test.each([
    [0.0045000000000000005, 4_500_000n],
    [0.0015, 1_500_000n],
    [0.1 + 0.2, 300_000_000n],
    [0, 0n],
    [1e-10, 0n],
    [5e-10, 1n],
    [-0.25, -250_000_000n],
    [123456.789, 123_456_789_000_000n],
  ])("%d dollars are %d nano-dollars", (dollars, nano) => expect(nanoFromDollars(dollars)).toBe(nano));

  test.each([Number.NaN, Number.POSITIVE_INFINITY, "0.5", null, undefined, {}])("what is no finite number is nothing: %s", (value) => {
    expect(nanoFromDollars(value)).toBe(0n);
  });

  test("more dollars are never less, and only next to nothing is nothing", () => {
    const dollars = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(dollars, dollars, (one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        expect(nanoFromDollars(less)).toBeLessThanOrEqual(nanoFromDollars(more));
        expect(nanoFromDollars(one) === 0n).toBe(Math.abs(one) < 5e-10);
        expect(isCounted(nanoFromDollars(one))).toBe(Math.abs(one) <= 9e8);
      }),
      { examples: [[-4.5000000000000005e-10, 0]] },
    );
  });

  test("every whole number of nano-dollars below a million dollars survives the way through a double", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 999_999_999 }), (whole, nano) => {
        const exact = BigInt(whole) * 1_000_000_000n + BigInt(nano);
        const read = nanoFromDollars(Number(`${whole}.${String(nano).padStart(9, "0")}`));
        expect(read).toBe(exact);
      }),
    );
  });
});

describe("R9 turn usage sums to the growth of the totals; repeats add nothing; a fall is a reset, not a refund", () => {
  test("growing totals: the shares sum to the growth", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1 }), (steps) => {
        let before = totals(0n);
        const shares: string[] = [];
        for (const step of steps) {
          const after = totals(BigInt(before.costNano) + step, before.tokens + 1);
          shares.push(usageSince(before, after).costNano);
          before = after;
        }
        expect(addNano(...shares)).toBe(before.costNano);
      }),
    );
  });

  test("the same totals again add nothing", () => {
    expect(usageSince(totals(7n, 3), totals(7n, 3))).toEqual({ ...zeroTotals, provenance: "measured" });
  });

  test("totals that fall charge nothing", () => {
    expect(usageSince(totals(9n, 30), totals(4n, 10))).toMatchObject({ costNano: "0", tokens: 0, provenance: "measured" });
  });

  test("tokens that grow without a price are unpriced, not free", () => {
    expect(usageSince(totals(4n, 10), totals(4n, 25))).toMatchObject({ costNano: "0", tokens: 15, provenance: "unpriced" });
  });

  test.each(["tokens", "input", "output", "cacheRead", "cacheWrite", "reasoning", "auxInput", "auxOutput"] as const)(
    "%s that grow alone without a price are as little free",
    (name) => {
      expect(usageSince(zeroTotals, { ...zeroTotals, [name]: 1 })).toMatchObject({ [name]: 1, provenance: "unpriced" });
      expect(usageSince({ ...zeroTotals, [name]: 1 }, { ...zeroTotals, [name]: 1 })).toMatchObject({ [name]: 0, provenance: "measured" });
    },
  );

  test("a cost that is too large to be counted is unpriced, never free, and charges nothing when it falls again", () => {
    const dollars = fc.oneof(
      fc.constantFrom(0, 9e8, -9e8, 9.000_000_1e8, 2 ** 53, 1e300, -1e300),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(dollars, dollars, (first, second) => {
        const [before, after] = [nanoFromDollars(first), nanoFromDollars(second)];
        const share = usageSince(totals(before), totals(after));
        const isExact = isCounted(before) && isCounted(after);
        expect(share.costNano).toBe(String(isExact && after > before ? after - before : 0n));
        expect(share.provenance).toBe(after > before && !isExact ? "unpriced" : "measured");
      }),
    );
  });

  test("the demo agent's money is labelled as such, and what it did without a price is unpriced like any other's", () => {
    expect(usageSince(totals(4n, 10), totals(6n, 25), "demo").provenance).toBe("demo");
    expect(usageSince(totals(4n, 10), totals(4n, 10), "demo").provenance).toBe("demo");
    expect(usageSince(totals(4n, 10), totals(4n, 25), "demo").provenance).toBe("unpriced");
  });
});
