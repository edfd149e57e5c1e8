/** The table of attacks in docs/security.md names only tests that exist. */
import { expect, test } from "vitest";
import { namedTests, tableRows } from "./named-tests";

const rows = tableRows("docs/security.md", "## Known attacks");

test("every attack has a row", () => {
  expect(rows.map(({ number }) => Number(number))).toEqual(Array.from({ length: 54 }, (_, index) => index + 1));
});

test.each(rows)("$number $what", ({ tests }) => {
  const { count, missing } = namedTests(tests);
  expect(missing).toEqual([]);
  if (count === 0) expect(tests).toMatch(/\*Not yet\*|Does not apply/);
});
