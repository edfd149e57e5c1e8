/** The numbered promises of docs/protocol.md: titles of tests quote each of them, and none that is not there. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { quotedPromises } from "./named-tests";

test("each promise is quoted by the title of a test, and each that is quoted is made", () => {
  const made = [...readFileSync("docs/protocol.md", "utf8").matchAll(/^\| (R\d+b?) \| /gm)].map(([, number]) => number);
  expect(made.length).toBeGreaterThan(15);
  expect([...quotedPromises()].toSorted()).toEqual(made.toSorted());
});
