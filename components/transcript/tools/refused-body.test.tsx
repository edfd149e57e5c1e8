// The card of an edit that failed: the reason, and the change that it wanted.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { attemptedDiff, refusedWords } from "@/lib/domain/tools/tool-refused";
import { readResult } from "@/lib/domain/tools/tool-result";
import { RefusedBody } from "./refused-body";

const refuse = (tool: string, params: unknown, content: string) =>
  readResult({ tool, server: "octofs", params, result: { content, success: false } });
const NO_MATCH = "No exact match found (pass raw text, no \\n/\\t escapes).\nNothing similar in the file.";

test("a replacement that matched nothing shows the reason and the change, marked as not applied", () => {
  const params = { command: "str_replace", path: "notes.md", old_text: "absent", new_text: "x <b>y</b>" };
  const body = refuse("text_editor", params, NO_MATCH);
  expect(body).toEqual({ as: "refused", tool: "text_editor", text: NO_MATCH });
  const markup = renderToStaticMarkup(<RefusedBody tool="text_editor" params={params} text={NO_MATCH} />);
  for (const words of ["No exact match found", "Not applied", "absent", "x &lt;b&gt;y&lt;/b&gt;"]) expect(markup).toContain(words);
});

test("a batch that was made, and says nothing that can be read, shows what it was asked for", () => {
  const params = { path: "a.ts", operations: [{ operation: "replace", start: "12:a3", end: "20:b4", content: "new line" }] };
  const body = readResult({ tool: "batch_edit", server: "octofs", params, result: { content: "All done.", success: true } });
  expect(body).toEqual({ as: "refused", tool: "batch_edit", text: "All done.", isMade: true });
  const markup = renderToStaticMarkup(<RefusedBody tool="batch_edit" params={params} text="All done." isMade />);
  for (const words of ["All done.", "What it asked for:", "replace lines 12–20", "new line"]) expect(markup).toContain(words);
  for (const words of ["Not applied", "12:a3", "&quot;operation&quot;"]) expect(markup).not.toContain(words);
});

test("a file that was to be made of something else than a text shows what that was", () => {
  const params = { command: "create", path: "a.json", content: { port: 80 } };
  const markup = renderToStaticMarkup(<RefusedBody tool="text_editor" params={params} text="invalid type: map, expected a string" />);
  for (const words of ["invalid type: map", "&quot;port&quot;: 80"]) expect(markup).toContain(words);
});

test("of a batch every place and its new lines", () => {
  const operations = [
    { operation: "replace", start: 2, end: 2, content: "    true // edited" },
    { operation: "insert", start: "9:a1", content: "a\nb" },
  ];
  expect(attemptedDiff("batch_edit", { path: "src/auth.rs", operations })).toMatchObject({
    added: 3,
    removed: 0,
    lines: [
      { text: "replace line 2" },
      { kind: "added", text: "    true // edited" },
      { text: "insert after line 9" },
      { text: "a" },
      { text: "b" },
    ],
  });
});

test("of a batch whose texts are lists of lines too", () => {
  const operations = [{ operation: "insert", start: -1, content: ["a", "", "b"] }];
  expect(attemptedDiff("batch_edit", { path: "a", operations })).toMatchObject({
    lines: [{ text: "insert at the end" }, { kind: "added", text: "a" }, { text: "" }, { text: "b" }],
  });
});

test("a file that was there already shows what was to be written; a call without texts its reason alone", () => {
  expect(attemptedDiff("text_editor", { command: "create", path: "a.md", content: "# A\n" })).toMatchObject({ added: 1 });
  expect(attemptedDiff("text_editor", { command: "undo_edit", path: "a.md" })).toBeNull();
  expect(attemptedDiff("batch_edit", { operations: "none" })).toBeNull();
  expect(refuse("extract_lines", { from_path: "a", append_path: "b" }, "Source file does not exist: a")).toMatchObject({ as: "refused" });
});

test("the names that the file tool gives to lines are no one's to read: numbers stay, in its words and of its places", () => {
  const params = { path: "src/auth.rs", operations: [{ operation: "replace", start: "2:f4", end: "3:a1", content: "let x = 1;" }] };
  const text = [
    "No operations were applied to src/auth.rs: 1 of 1 have stale or invalid targets:",
    'op 0: Line id "2:f4" does not match: line 2 is now "2:b7". Current content:',
    "1:aa|fn main() {",
    '2:b7|    let y = "at 10:30 and 2:f4";',
    "Hash f4 now matches 4:f4, 9:f4 (content moved, or hash paired with the wrong line).",
    "Retry with these ids, or view start=1 end=4 for more.",
  ].join("\n");
  const body = refuse("batch_edit", params, text);
  expect(body).toEqual({ as: "refused", tool: "batch_edit", text });
  const markup = renderToStaticMarkup(<RefusedBody tool="batch_edit" params={params} text={text} />).replaceAll("&quot;", '"');
  expect(markup).toContain(
    [
      "op 0: Line 2 is not what it was. It is now:",
      "1 | fn main() {",
      '2 |     let y = "at 10:30 and 2:f4";',
      "What was meant stands in line 4, 9 now.",
    ].join("\n"),
  );
  expect(markup).toContain("replace lines 2–3");
  expect(markup).not.toMatch(/2:b7|3:a1|these ids/);
});

test("other refusals of the file tool too; what they quote from a file stays as it is", () => {
  expect(
    refusedWords(
      "Found 2 matches at:\n  1. 2:f4\n  2. 10:a1\nAdd context to make old_text unique, or use batch_edit with one of these ids.",
    ),
  ).toBe("Found 2 matches at:\n  1. 2\n  2. 10\nAdd context to make old_text unique.");
  expect(refusedWords("  1. 12:a3 .. 13:b7 (87% similar, indentation mismatch only)\n     12:a3|at 10:30")).toBe(
    "  1. 12 .. 13 (87% similar, indentation mismatch only)\n     12 | at 10:30",
  );
  const duplicate = 'inserting after 3:aa repeats 4:bb ("at 10:30 (\\"x\\")"), which already exists.';
  expect(refusedWords(duplicate)).toBe('inserting after 3 repeats 4 ("at 10:30 (\\"x\\")"), which already exists.');
  const conflict = 'operation 0 (replace "2:f4-3:a1") and 1 (replace "3:a1-3:a1") have overlapping ranges';
  expect(refusedWords(conflict)).toBe('operation 0 (replace "2-3") and 1 (replace "3-3") have overlapping ranges');
  const form = 'replace targets must be line ids like "12:a3" from view output, not plain numbers';
  expect(refusedWords(form)).toBe(form);
});

test("a batch that runs, or has no answer, shows where it wants to work, and not that it was refused", () => {
  const params = { path: "a", operations: [{ operation: "insert", start: "9:a1", content: "b" }] };
  expect(readResult({ tool: "batch_edit", server: "octofs", params, result: null })).toEqual({
    as: "refused",
    tool: "batch_edit",
    text: null,
  });
  const markup = renderToStaticMarkup(<RefusedBody tool="batch_edit" params={params} text={null} />);
  expect(markup).toContain("insert after line 9");
  expect(markup).not.toMatch(/Not applied|9:a1/);
});
