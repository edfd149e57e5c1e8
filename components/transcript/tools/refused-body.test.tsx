// The card of an edit that failed: the reason, and the change that it wanted.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { attemptedDiff } from "@/lib/domain/tool-refused";
import { readResult } from "@/lib/domain/tool-result";
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

test("of a batch every place and its new lines", () => {
  const operations = [
    { operation: "replace", start: 2, end: 2, content: "    true // edited" },
    { operation: "insert", start: "9:a1", content: "a\nb" },
  ];
  expect(attemptedDiff("batch_edit", { path: "src/auth.rs", operations })).toMatchObject({
    added: 3,
    removed: 0,
    lines: [{ text: "replace 2" }, { kind: "added", text: "    true // edited" }, { text: "insert 9:a1" }, { text: "a" }, { text: "b" }],
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
