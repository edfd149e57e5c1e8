import fc from "fast-check";
import { expect, test } from "vitest";
import { highlightLines } from "./highlight";
import { languageOf } from "./languages";

const toned = (path: string, ...lines: string[]) =>
  highlightLines(lines, languageOf(path)).map((spans) =>
    spans.map(({ text, tone }) => (tone === null ? text : `«${tone} ${text}»`)).join(""),
  );

test.each([
  [
    "a.rs",
    "pub fn login<'a>(user: &'a str) -> Option<Session> { // why",
    "«keyword pub» «keyword fn» login<'a>(user: &'a «keyword str») -> «type Option»<«type Session»> { «comment // why»",
  ],
  ["a.ts", 'const total = sum("a\\"b", 4.9);', '«keyword const» total = «function sum»(«string "a\\"b"», «number 4.9»);'],
  ["a.py", "def run(x): # it's fine", "«keyword def» «function run»(x): «comment # it's fine»"],
  ["a.sh", "echo $#list # count", "«keyword echo» $#list «comment # count»"],
  ["a.yaml", "  replicas: 3", "  «function replicas»: «number 3»"],
  ["a.json", '  "name": "tea",', '  «function "name"»: «string "tea"»,'],
  [
    "a.sql",
    "SELECT id FROM t WHERE name = 'it''s' -- all",
    "«keyword SELECT» id «keyword FROM» t «keyword WHERE» name = «string 'it'»«string 's'» «comment -- all»",
  ],
  ["a.html", '<a href="x">in if</a>', '<«keyword a» «function href»=«string "x"»>in if</«keyword a»>'],
  ["notes.txt", "if (x) return 1", "if (x) return 1"],
])("%s: %s", (path, line, expected) => {
  expect(toned(path, line)).toEqual([expected]);
});

test("comments and long strings reach over lines", () => {
  expect(toned("a.ts", "a /* one", "two", "three */ if", "`x", "y` b")).toEqual([
    "a «comment /* one»",
    "«comment two»",
    "«comment three */» «keyword if»",
    "«string `x»",
    "«string y`» b",
  ]);
});

test("whatever the code is, not a character is lost or added", () => {
  const line = fc.oneof(fc.string(), fc.constantFrom("/* a", "b */", '"', "'''", "<!--", "# x", "fn a() {", "a: 1", "`"));
  fc.assert(
    fc.property(fc.constantFrom("a.ts", "a.rs", "a.py", "a.html", "a.json", "a.css", "Makefile", "x"), fc.array(line), (path, lines) => {
      const back = highlightLines(lines, languageOf(path)).map((spans) => spans.map(({ text }) => text).join(""));
      expect(back).toEqual(lines);
    }),
  );
});

test("400 hostile lines come out as they are: looking back from each of their marks would never end", () => {
  const lines = Array.from(
    { length: 400 },
    (_, index) => ['"'.repeat(500), "/*".repeat(250), "a".repeat(500), "#a ".repeat(160)][index % 4] ?? "",
  );
  for (const path of ["a.ts", "a.yaml", "a.html", "a.rs"]) {
    const back = highlightLines(lines, languageOf(path)).map((spans) => spans.map(({ text }) => text).join(""));
    expect(back).toEqual(lines);
  }
});
