import fc from "fast-check";
import { expect, test } from "vitest";
import { anyText } from "@/lib/testing/any-text";
import { partsOf, splitLines } from "./change-parts";
import type { DiffLine } from "./diff-lines";
import { compareLines } from "./diff-words";

const removed = (text: string): DiffLine => ({ kind: "removed", before: 1, after: null, text });
const added = (text: string): DiffLine => ({ kind: "added", before: null, after: 1, text });
const markWords = (lines: DiffLine[]) => compareLines(lines).marked;
const same = (text: string): DiffLine => ({ kind: "same", before: 1, after: 1, text });

/** Each line with its changed words in brackets; a line without any stands as it is. */
const drawn = (lines: DiffLine[]): string[] => {
  const marks = markWords(lines);
  return lines.map(
    ({ text }, index) =>
      marks
        .get(index)
        ?.map((span) => (span.isChanged ? `[${span.text}]` : span.text))
        .join("") ?? text,
  );
};

test("one word that changed is marked on both sides", () => {
  expect(drawn([removed("if (cents > FREE) return 0;"), added("if (cents >= FREE) return 0;")])).toEqual([
    "if (cents > FREE) return 0;",
    "if (cents >[=] FREE) return 0;",
  ]);
  expect(drawn([removed("let count = 1;"), added("let total = 1;")])).toEqual(["let [count] = 1;", "let [total] = 1;"]);
});

test("a line that came into the middle does not push the pairs aside", () => {
  expect(
    drawn([removed("alpha one two three"), removed("beta one two three"), added("alpha one two 3"), added("new"), added("beta one two 3")]),
  ).toEqual(["alpha one two [three]", "beta one two [three]", "alpha one two [3]", "new", "beta one two [3]"]);
});

test("lines that have nothing to do with each other stand whole, and so does what is no pair", () => {
  const lines = [removed("alpha beta gamma"), added("x = 1")];
  expect(markWords(lines).size).toBe(0);
  expect(markWords([added("one"), same("two"), removed("three")]).size).toBe(0);
});

test("words changed next to each other are one mark, blanks included", () => {
  expect(drawn([removed("a call to the first thing here"), added("a call to another place here")])).toEqual([
    "a call to [the first thing] here",
    "a call to [another place] here",
  ]);
});

test("a letter keeps its accents, an emoji its parts", () => {
  const family = "👩‍👩‍👧";
  expect(drawn([removed(`name e\u0301te ${family} end`), added(`name e\u0301te ${family}👍🏽 end`)])[1]).toBe(
    `name e\u0301te ${family}[👍🏽] end`,
  );
});

test("huge lines and huge changes stand whole and cost nothing", () => {
  const long = "word ".repeat(100_000);
  expect(markWords([removed(`${long}a`), added(`${long}b`)]).size).toBe(0);
  const many = Array.from({ length: 5_000 }, (_, index) => `line ${index} of many`);
  expect(markWords([...many.map(removed), ...many.slice(1).map(added)]).size).toBe(0);
});

test("marks never change a text, whatever it is", () => {
  const text = fc.oneof(fc.string({ unit: "grapheme" }), anyText(), fc.constantFrom("a b c", "a b d", "שלום a", ""));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(removed, added, same), text), { maxLength: 12 }), (made) => {
      const lines = made.map(([kind, value]) => kind(value));
      for (const [index, spans] of markWords(lines)) {
        expect(spans.map((span) => span.text).join("")).toBe(lines[index]?.text);
        for (const [place, span] of spans.entries()) expect(span.isChanged).not.toBe(spans[place + 1]?.isChanged);
      }
    }),
    { numRuns: 40 },
  );
});

test("side by side, what became each other stands in one row, and every line stands once, in order", () => {
  const lines = [
    same("head"),
    removed("alpha one two three"),
    removed("gone"),
    added("new"),
    added("alpha one two 3"),
    added("x y z"),
    same("tail"),
  ];
  expect(splitLines(lines, compareLines(lines).pairs)).toEqual([
    { left: 0, right: 0 },
    { left: null, right: 3 },
    { left: 1, right: 4 },
    { left: 2, right: 5 },
    { left: 6, right: 6 },
  ]);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(removed, added, same), fc.constantFrom("a b c", "a b d", "z", ""))), (made) => {
      const all = made.map(([kind, text]) => kind(text));
      const rows = splitLines(all, compareLines(all).pairs);
      const places = (kinds: string[]) => all.flatMap(({ kind }, index) => (kinds.includes(kind) ? [index] : []));
      expect(rows.flatMap(({ left }) => left ?? [])).toEqual(places(["removed", "same"]));
      expect(rows.flatMap(({ right }) => right ?? [])).toEqual(places(["added", "same"]));
    }),
  );
});

test("compared in parts of any size, every change is marked and paired as at once", () => {
  const line = fc
    .tuple(fc.constantFrom(removed, added, same), fc.constantFrom("let a = 1;", "let b = 1;", "let a = 2;", "end"))
    .map(([kind, text]) => kind(text));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), fc.integer({ min: 1, max: 12 }), (lines, enough) => {
      const parts = partsOf(lines, enough);
      const compared = parts.map(({ from, end }) => ({ from, ...compareLines(lines.slice(from, end)) }));
      const marked = compared.flatMap(({ from, marked }) => [...marked].map(([place, spans]) => [from + place, spans] as const));
      const pairs = compared.flatMap(({ from, pairs }) => pairs.map(([before, after]) => [from + before, from + after]));
      const whole = compareLines(lines);
      expect(new Map(marked)).toEqual(whole.marked);
      expect(pairs).toEqual(whole.pairs);
      expect(parts.flatMap(({ from, end }) => lines.slice(from, end))).toEqual(lines);
    }),
  );
});
