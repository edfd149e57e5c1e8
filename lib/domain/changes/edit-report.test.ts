// Reports of edits as other versions of the file tool word them.
import { expect, test } from "vitest";
import { readResult } from "@/lib/domain/tools/tool-result";
import { changesOf } from "./changes";

const read = (tool: string, params: unknown, content: string) =>
  readResult({ tool, server: "filesystem", params, result: { content, success: true } });

test("advice that the file tool puts behind a report hides none of it", () => {
  const report = "1:8b|a\n-2:23..3:94 (2 lines)\n+2:b2|B\n+3:c6|C";
  const advice = "\n\n⚠️ `str_replace` matched 2 lines. Prefer `batch_edit`.\n⚠️ Indentation was adjusted.\n";
  const params = { command: "str_replace", path: "a", old_text: "b\nc", new_text: "B\nC" };
  expect(read("text_editor", params, report + advice)).toEqual(read("text_editor", params, report));
  expect(read("text_editor", params, (report + advice).trim())).toEqual(read("text_editor", params, report));
  const cut = `${report}\n\n⚠️ **MCP RESPONSE TRUNCATED** - Original: 9000 tokens estimated`;
  expect(read("text_editor", params, cut)).toMatchObject({ note: cut });
  const operations = [{ operation: "replace", start: "2:23", end: "3:94", content: "B\nC" }];
  expect(read("batch_edit", { path: "a", operations }, report + advice)).toMatchObject({ as: "diff", diff: { added: 2, removed: 2 } });
  const everywhere = `Replaced 2 occurrences. Replacements start at: 2:b2, 9:b2${advice}`;
  expect(read("text_editor", { ...params, replace_all: true }, everywhere)).toMatchObject({
    note: "Replaced 2 occurrences. Replacements start at: 2, 9",
  });
});

test.each([
  ["with signs", ["...", "2:8b|a", "-3:23|b", "-4:94|", "+3:b2|B", "4:aa|d"]],
  ["with numbers alone", ["...", "2: a", "-3: b", "-4: ", "+3: B", "4: d"]],
])("lines that an older file tool reports as removed have their text, %s", (_, lines) => {
  const again = lines.map((line) => line.replace(/\d+/, (no) => String(Number(no) + (line.startsWith("-") ? 18 : 17))));
  const operations = [
    { operation: "replace", content: "B" },
    { operation: "replace", content: "B" },
  ];
  expect(read("batch_edit", { path: "a", operations }, [...lines, "---", ...again].join("\n"))).toMatchObject({
    as: "diff",
    diff: {
      added: 2,
      removed: 4,
      lines: [
        { kind: "skipped" },
        { kind: "same", before: 2, after: 2, text: "a" },
        { kind: "removed", before: 3, text: "b" },
        { kind: "removed", before: 4, text: "" },
        { kind: "added", after: 3, text: "B" },
        { kind: "same", before: 5, after: 4, text: "d" },
        { kind: "skipped" },
        { kind: "same", text: "a" },
        { kind: "removed", before: 21, text: "b" },
        { kind: "removed", before: 22, text: "" },
        { kind: "added", after: 20, text: "B" },
        { kind: "same", before: 23, after: 21, text: "d" },
      ],
    },
  });
});

test("the text of an operation may be a list of its lines", () => {
  const operations = [{ operation: "insert", start: "1:8b", content: ["one", "two", "three"] }];
  expect(read("batch_edit", { path: "a", operations }, "1:8b|a\n+2:aa|one\n+3:bb..4:cc (2 lines as sent)")).toMatchObject({
    diff: { lines: [{ text: "a" }, { text: "one" }, { kind: "added", text: "two" }, { kind: "added", text: "three" }] },
  });
});

test("what was replaced in several lines is counted in each of them, as the turn counts it", () => {
  const params = { command: "str_replace", path: "a", old_text: "b", new_text: "c", replace_all: true };
  const call = { tool: "text_editor", server: "filesystem", params };
  const content = "Replaced 3 occurrences. Replacements start at: 2:b2, 9:b2, 9:b2";
  const { sum } = changesOf([{ ...call, seq: 1, turn: 1, result: { content, success: true } }], { cwd: null });
  expect(read("text_editor", params, content)).toMatchObject({ diff: { added: sum.added, removed: sum.removed } });
  expect(sum).toMatchObject({ added: 2, removed: 2 });
});
