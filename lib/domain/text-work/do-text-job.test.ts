import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DiffLine } from "@/lib/domain/diffs/diff-lines";
import { compareLines } from "@/lib/domain/diffs/diff-words";
import { anyText } from "@/lib/testing/any-text";
import { doTextJob } from "./do-text-job";
import { highlightLines } from "./highlight";
import { languageOf } from "./languages";
import { coloursJob, wordsJob } from "./text-job";
import { codeSpansOf, stretchesOf } from "./text-spans";

const line = (kind: "removed" | "added" | "same") => (text: string) => ({ kind, before: null, after: null, text });

describe("colours", () => {
  const colours = (lines: string[], path: string) => {
    const named = coloursJob(lines, { by: "path", called: path });
    const answer = named && doTextJob(named.job);
    return lines.map((text, index) => answer && codeSpansOf(answer.spans, index, text));
  };

  test("come back as the highlighter gave them, whatever the code is", () => {
    const code = fc.oneof(fc.string(), anyText(), fc.constantFrom("/* a", "b */", '"', "fn a() {", "x".repeat(501)));
    fc.assert(
      fc.property(fc.constantFrom("src/a.ts", "a.rs", "a.html"), fc.array(code), (path, lines) => {
        const direct = highlightLines(lines, languageOf(path));
        for (const [index, spans] of colours(lines, path).entries())
          expect(spans ?? direct[index]?.map(({ text }) => ({ text, tone: null }))).toEqual(direct[index]);
      }),
    );
  });

  test("are asked for by the file's name alone, and not where there is nothing to colour", () => {
    expect(coloursJob(["a"], { by: "path", called: "one/a.ts" })?.name).toBe(coloursJob(["a"], { by: "path", called: "two/a.ts" })?.name);
    expect(coloursJob(["a"], { by: "name", called: "ts" })?.name).not.toBe(coloursJob(["a"], { by: "path", called: "ts" })?.name);
    for (const lines of [[], ["", ""], ["x".repeat(5_000_000)]]) expect(coloursJob(lines, { by: "path", called: "a.ts" })).toBeNull();
    expect(coloursJob(["a"], { by: "name", called: "" })).toBeNull();
    expect(colours(["a"], "notes.unknown")).toEqual([null]);
  });

  test("of 50,000 lines are asked for the first hundreds", () => {
    const named = coloursJob(
      Array.from({ length: 50_000 }, () => "const a = 1;"),
      { by: "path", called: "a.ts" },
    );
    expect(named?.job.lines).toHaveLength(400);
  });
});

describe("words", () => {
  test("come back as they were compared, whatever the change is", () => {
    const text = fc.oneof(anyText(), fc.constantFrom("let a = 1;", "let b = 1;", "let a = 2;", "", "y".repeat(2_001)));
    const lines = fc.array(fc.tuple(fc.constantFrom("removed", "added", "same"), text).map(([kind, value]) => line(kind)(value)));
    fc.assert(
      fc.property(lines, (made) => {
        const named = wordsJob(made);
        const answer = named && doTextJob(named.job);
        const { marked, pairs } = compareLines(made);
        expect(answer?.pairs ?? []).toEqual(pairs);
        for (const [index, { text: whole }] of made.entries()) {
          const spans = answer ? stretchesOf(answer.spans, index, whole).map((one) => ({ text: one.text, isChanged: one.tone === 1 })) : [];
          expect(spans).toEqual(marked.get(index) ?? []);
        }
      }),
    );
  });

  test("are not asked for where nothing became something else", () => {
    const made: DiffLine[] = [line("added")("a"), line("same")("b"), line("removed")("c"), { kind: "skipped", text: "" }];
    expect(wordsJob(made)).toBeNull();
  });

  test("lines with other words have other names, and a line that is too long is not in it", () => {
    const change = (before: string, after: string) => wordsJob([line("removed")(before), line("added")(after)]);
    expect(change("a", "b")?.name).not.toBe(change("a", "c")?.name);
    expect(change("a\n+b", "c")?.name).not.toBe(change("a", "b\n+c")?.name);
    expect(change("z".repeat(5_000_000), "z")?.name.length).toBeLessThan(200);
  });
});
