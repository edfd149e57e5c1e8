/** The fault matrix of docs/reliability.md names only tests that exist. */
import { expect, test } from "vitest";
import { namedTests, tableRows } from "./named-tests";

const rows = tableRows("docs/reliability.md", "## The fault matrix");

test("every fault has a row", () => {
  const wanted = Array.from({ length: 48 }, (_, index) => String(index + 1));
  wanted.splice(25, 0, "25b", "25c");
  expect(rows.map(({ number }) => number)).toEqual(wanted);
});

test.each(rows)("$number $what", ({ tests }) => {
  const { count, missing } = namedTests(tests);
  expect(missing).toEqual([]);
  if (count === 0) expect(tests).toMatch(/\*Not yet\*|Does not apply/);
});
