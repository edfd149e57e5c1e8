import { expect, test } from "vitest";
import { beforeInGap, gapAt, gapOfKey, inOrder, withNews } from "./reorder";

const ids = ["a", "b", "c"];

test("a pointer is over the gap between the middles around it", () => {
  expect([0, 15, 26, 99].map((y) => gapAt([10, 20, 30], y))).toEqual([0, 1, 2, 3]);
});

test.each([
  ["a", 0, undefined],
  ["a", 1, undefined],
  ["a", 2, "c"],
  ["a", 3, null],
  ["c", 0, "a"],
  ["c", 3, undefined],
  ["gone", 0, undefined],
])("%s into gap %d stands before %s", (id, gap, before) => expect(beforeInGap(ids, id, gap)).toBe(before));

test("keys move by one or to an end, and no further", () => {
  const moved = (id: string, key: string) => {
    const gap = gapOfKey(key, ids.indexOf(id), ids.length);
    return gap === null ? "no key" : beforeInGap(ids, id, gap);
  };
  expect(moved("b", "ArrowUp")).toBe("a");
  expect(moved("b", "ArrowDown")).toBeNull();
  expect(moved("a", "ArrowDown")).toBe("c");
  expect(moved("a", "ArrowUp")).toBeUndefined();
  expect(moved("c", "ArrowDown")).toBeUndefined();
  expect(moved("c", "Home")).toBe("a");
  expect(moved("a", "End")).toBeNull();
  expect(moved("a", "x")).toBe("no key");
});

test("what was asked for is an order of its own until the list has it; what went is not in it, what came stands behind", () => {
  expect(inOrder(ids, "a", "c")).toEqual(["b", "a", "c"]);
  expect(inOrder(ids, "a", null)).toEqual(["b", "c", "a"]);
  expect(withNews(["b", "a", "c"], ids)).toEqual(["b", "a", "c"]);
  expect(withNews(["b", "a", "c"], ["a", "b", "d"])).toEqual(["b", "a", "d"]);
});
