/** The fault matrix of docs/reliability.md names only tests that exist. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const NAMED = /`([\w.-]+)` "([^"]+)"(?: and "([^"]+)")?/g;

const [, matrix = ""] = readFileSync("docs/reliability.md", "utf8").split("## The fault matrix");
const rows = matrix.split("\n").flatMap((line) => {
  const [, number, fault, tests] = /^\| (\d+[a-z]?) \| (.*?) \| (.*) \|$/.exec(line) ?? [];
  return number && fault && tests ? [{ number, fault, tests }] : [];
});
const files = ["lib", "components", "e2e"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
);

/** The text of the files with this name; tests of the same name in two folders count as one. */
const textOf = (name: string): string =>
  files
    .filter((file) => path.basename(file, ".ts") === name)
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");

test("every fault has a row", () => {
  const wanted = Array.from({ length: 48 }, (_, index) => String(index + 1));
  wanted.splice(25, 0, "25b", "25c");
  expect(rows.map(({ number }) => number)).toEqual(wanted);
});

test.each(rows)("$number $fault", ({ tests }) => {
  const named = [...tests.matchAll(NAMED)].flatMap(([, file = "", ...titles]) => titles.filter(Boolean).map((title) => ({ file, title })));
  expect(named.filter(({ file, title }) => !textOf(file).includes(title))).toEqual([]);
  if (named.length === 0) expect(tests).toMatch(/\*Not yet\*|Does not apply/);
});
