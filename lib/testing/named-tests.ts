/** Tables of our documents whose last column names tests: their rows, and the names that no test has. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const NAMED = /`([\w.-]+)` "([^"]+)"((?: and "[^"]+")*)/g;

export type TableRow = { number: string; what: string; tests: string };

/** The numbered rows of the table under a heading: the number, the second column, and the last one. */
export function tableRows(file: string, heading: string): TableRow[] {
  const [, after = ""] = readFileSync(file, "utf8").split(heading);
  const [section = ""] = after.split("\n## ");
  return section.split("\n").flatMap((line) => {
    const [number, what, ...more] = line.replace(/^\| | \|$/g, "").split(" | ");
    const tests = more.at(-1);
    return number && what && tests && /^\d+[a-z]?$/.test(number) ? [{ number, what, tests }] : [];
  });
}

const files = ["app", "lib", "components", "e2e"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
);

/** The text of the files with this name; tests of the same name in two folders count as one. */
const textOf = (name: string): string =>
  files
    .filter((file) => path.basename(file).replace(/\.(tsx?|mjs)$/, "") === name)
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");

/** As a title stands in code: whole, and not as a part of other words. */
const names = (text: string, title: string): boolean => ['"', "'", "`", "/"].some((mark) => text.includes(mark + title + mark));

/** How many tests a cell names, each as `file` "title" (and "title"), and those of them that do not exist. */
export function namedTests(cell: string): { count: number; missing: { file: string; title: string }[] } {
  const named = [...cell.matchAll(NAMED)].flatMap(([, file = "", title = "", more = ""]) =>
    [title, ...[...more.matchAll(/"([^"]+)"/g)].map(([, one = ""]) => one)].map((one) => ({ file, title: one })),
  );
  return { count: named.length, missing: named.filter(({ file, title }) => !names(textOf(file), title)) };
}

/** What stands in front of a title: of one test, of many, of a group, with options or with a table of cases. */
const TITLE = /\b(?:test|it|describe)(?:\.\w+)*(?:\([^"'`]*\))?\(\s*["'`]([^"'`\n]+)/g;
const PROMISE = /\bR\d+b?\b/g;

/** The promises that titles of tests quote. */
export function quotedPromises(): Set<string> {
  const tests = files.filter((file) => /\.(test|spec)\.(tsx?|mjs)$/.test(file));
  const titles = tests.flatMap((file) => [...readFileSync(file, "utf8").matchAll(TITLE)].map(([, title = ""]) => title));
  return new Set(titles.flatMap((title) => title.match(PROMISE) ?? []));
}
