import fc from "fast-check";
import { expect, test } from "vitest";
import { listAddress, moreAddress, readListAddress } from "./list-address";

const CURSOR = "1800000000000_0191a0b2-5c3d-7e4f-8a9b-0c1d2e3f4a5b";
const first = { project: null, archived: false, q: undefined, shown: 50, cursor: undefined };

test("an address says project, archive, words and how far", () => {
  const view = { project: 7, archived: true, q: "a & b", shown: 150, cursor: CURSOR };
  const query = new URL(listAddress(view), "http://x").searchParams;
  expect(readListAddress(Object.fromEntries(query))).toEqual(view);
});

test.each([
  [{ project: "0" }],
  [{ project: "9999999999" }],
  [{ project: "1; DROP" }],
  [{ project: ["1", "2"] }],
  [{ shown: "201" }],
  [{ shown: "-1" }],
  [{ cursor: "1_zz" }],
  [{ archived: "yes" }],
])("%j means the first page", (params) => expect(readListAddress(params)).toEqual(first));

test("no address is an error", () => {
  const value = fc.oneof(fc.string(), fc.constant(undefined), fc.array(fc.string()));
  fc.assert(
    fc.property(fc.record({ project: value, archived: value, q: value, shown: value, cursor: value }), (params) => {
      const view = readListAddress(params);
      expect(view.shown).toBeGreaterThanOrEqual(1);
      expect(view.shown).toBeLessThanOrEqual(200);
    }),
  );
});

test("more rows come on the same page until it is full, then on the next one", () => {
  expect(moreAddress(first, CURSOR)).toBe("/sessions?shown=100");
  expect(moreAddress({ ...first, shown: 180 }, CURSOR)).toBe("/sessions?shown=200");
  expect(moreAddress({ ...first, shown: 200, q: "x" }, CURSOR)).toBe(`/sessions?q=x&shown=200&cursor=${CURSOR}`);
});
