import { describe, expect, test } from "vitest";
import { lineHash } from "@/lib/domain/changes/line-hash";
import { patchedChangesOf } from "@/lib/domain/changes/patched-changes";
import { readResult } from "./tool-result";

const read = (tool: string, params: unknown, content: string, success = true) =>
  readResult({ tool, server: "filesystem", params, result: { content, success } });

describe("edits", () => {
  test("the reported change has the numbers of both sides and the text that was replaced", () => {
    const content = "...\n1:83|# Notes\n-2:23 (1 line)\n+2:35|2nd line\n+3:36|more\n4:aa|tail";
    const body = read("text_editor", { command: "str_replace", path: "a", old_text: "second line", new_text: "2nd line\nmore" }, content);
    expect(body).toEqual({
      as: "diff",
      note: "",
      diff: {
        added: 2,
        removed: 1,
        lines: [
          { kind: "same", before: 1, after: 1, text: "# Notes" },
          { kind: "removed", before: 2, after: null, text: "second line" },
          { kind: "added", before: null, after: 2, text: "2nd line" },
          { kind: "added", before: null, after: 3, text: "more" },
          { kind: "same", before: 3, after: 4, text: "tail" },
        ],
      },
    });
  });

  test("a part of a line that was replaced is shown as the whole line it stood in", () => {
    const params = { command: "str_replace", path: "a", old_text: "old", new_text: "new\nand" };
    const body = read("text_editor", params, "-5:23 (1 line)\n+5:35|a new\n+6:36|and z");
    expect(body).toMatchObject({
      diff: { lines: [{ kind: "skipped" }, { kind: "removed", before: 5, text: "a old z" }, { text: "a new" }, { text: "and z" }] },
    });
  });

  test("removed lines whose text nobody reported are said, not invented", () => {
    const body = read("batch_edit", { path: "a", operations: [] }, "-2:f4..4:aa (3 lines)\n+2:35|x");
    expect(body).toMatchObject({
      diff: { added: 1, removed: 3, lines: [{ text: "" }, { kind: "skipped", text: "lines 2–4 removed" }, { text: "x" }] },
    });
  });

  test("several places in one call keep their numbers on both sides, and lines between them stand once", () => {
    const content = [
      "1:8b|line 1",
      "-2:c8..3:5f (2 lines)",
      "+2:e8|X",
      "3:b9|line four",
      "4:bf|Z",
      "...",
      "---",
      "...",
      "2:e8|X",
      "3:b9|line four",
      "-5:c9 (1 line)",
      "+4:bf|Z",
      "+5:8b..6:8b (2 lines as sent)",
      "7:12|line 6",
      "shift: lines after 3:5f -1, after 5:c9 +1",
    ].join("\n");
    const operations = [
      { operation: "replace", start: "5:c9", content: "Z\none\ntwo" },
      { operation: "replace", start: "2:c8", end: "3:5f", content: "X" },
    ];
    expect(read("batch_edit", { path: "a", operations }, content)).toMatchObject({
      diff: {
        added: 4,
        removed: 3,
        lines: [
          { kind: "same", before: 1, after: 1 },
          { kind: "skipped", text: "lines 2–3 removed" },
          { kind: "added", after: 2, text: "X" },
          { kind: "same", before: 4, after: 3, text: "line four" },
          { kind: "skipped", text: "line 5 removed" },
          { kind: "added", after: 4, text: "Z" },
          { kind: "added", after: 5, text: "one" },
          { kind: "added", after: 6, text: "two" },
          { kind: "same", before: 6, after: 7, text: "line 6" },
        ],
      },
    });
  });

  test("a file that was seen before is what changed in it since", () => {
    const content = "[changed since your last view: 1 hunk(s), 4 lines now]\n...\n2:da|b\n-3:23 (1 line)\n+3:35|new\n+4:36|more";
    expect(read("view", { path: "a.ts" }, content)).toMatchObject({
      as: "diff",
      diff: { added: 2, removed: 1, lines: [{}, { kind: "same", text: "b" }, { kind: "skipped" }, { text: "new" }, { text: "more" }] },
      note: "What changed in the file since the agent last saw it.",
    });
    const whole = "[changed since your last view: too many changes for a delta, full content follows]\n1:83|x";
    expect(read("view", { path: "a.ts" }, whole)).toMatchObject({ as: "code", lines: [{ no: 1, text: "x" }] });
  });

  test("what an older editor placed by number alone says that its context is unknown", () => {
    const insert = { command: "insert", path: "a.ts", insert_line: 3, new_str: "x" };
    expect(read("text_editor", insert, "Successfully inserted")).toMatchObject({
      as: "diff",
      note: expect.stringMatching(/^Context unknown/),
    });
    const reported = { command: "insert", path: "a.ts", insert_line: 1, new_str: "X" };
    expect(read("text_editor", reported, "1:8b|line 1\n+2:e8|X")).toMatchObject({ as: "diff" });
  });

  test("copied lines are added where they were put", () => {
    const content = "Appended 2 lines (2-3) from 'a.txt' to 'b.txt' at after line 1:\n2:c8|line 2\n3:5f|line 3\nshift: lines after 1:26 +2";
    const params = { from_path: "a.txt", from_start: 2, from_end: 3, append_path: "b.txt", append_line: "1:26" };
    expect(read("extract_lines", params, content)).toMatchObject({
      diff: { added: 2, removed: 0, lines: [{ text: "" }, { kind: "added", after: 2, text: "line 2" }, { after: 3, text: "line 3" }, {}] },
    });
  });

  test("copied lines are at the end where they were put there, whatever their numbers are", () => {
    const content = "Appended 1 lines (2-2) from 'a.txt' to 'b.txt' at end of file:\n2:c8|line 2";
    const params = { from_path: "a.txt", from_start: 2, from_end: 2, append_path: "b.txt", append_line: -1 };
    expect(read("extract_lines", params, content)).toMatchObject({
      diff: {
        added: 1,
        lines: [
          { kind: "skipped", text: "at the end of the file:" },
          { kind: "added", text: "line 2" },
        ],
      },
    });
  });

  test("copied lines as an older file tool reported them", () => {
    const params = { from_path: "a.txt", from_range: [2, 3], append_path: "b.txt", append_line: 1 };
    const head = "Successfully extracted 2 lines (lines 2-3) from 'a.txt' and appended to 'b.txt' at after line 1.\n\nExtracted content:\n";
    expect(read("extract_lines", params, `${head}2: line 2\n3:  line 3`)).toMatchObject({
      diff: { added: 2, removed: 0, lines: [{}, { kind: "added", after: 2, text: "line 2" }, { after: 3, text: " line 3" }, {}] },
    });
    expect(read("extract_lines", params, `${head}a3f: line 2\nb01: line 3`)).toMatchObject({ as: "diff", diff: { added: 2 } });
  });

  test("of a long copy the lines that were not shown are counted", () => {
    const head = "Successfully extracted 40 lines (lines 1-40) from 'a.txt' and appended to 'b.txt' at beginning of file.\n\n";
    const body = read("extract_lines", { append_path: "b.txt" }, `${head}Extracted content:\n1: first\n[...38 lines more]\n40: last`);
    expect(body).toMatchObject({ as: "diff", diff: { added: 40, removed: 0 } });
    expect(JSON.stringify(body)).toContain("first");
    expect(JSON.stringify(body)).toContain("last");
  });

  test("of a long copy to the end of a file the lines that were not shown are told, not drawn empty", () => {
    const head = "Successfully extracted 40 lines (lines 1-40) from 'a.txt' and appended to 'b.txt' at end of file.\n\n";
    const params = { from_path: "a.txt", append_path: "b.txt" };
    expect(read("extract_lines", params, `${head}Extracted content:\n1: first\n[...38 lines more]\n40: last`)).toMatchObject({
      diff: {
        added: 40,
        removed: 0,
        lines: [
          { kind: "skipped", text: "at the end of the file:" },
          { kind: "added", text: "first" },
          { kind: "skipped", text: "38 lines copied from a.txt, not seen by this session" },
          { kind: "added", text: "last" },
        ],
      },
    });
  });

  test("of a long copy into the middle of a file too, where it came from is told", () => {
    const head = "Successfully extracted 40 lines (lines 1-40) from 'a.txt' and appended to 'b.txt' at after line 2.\n\n";
    const params = { from_path: "a.txt", append_path: "b.txt" };
    const body = read("extract_lines", params, `${head}Extracted content:\n1: first\n[...38 lines more]\n40: last`);
    expect(body).toMatchObject({ diff: { added: 40, removed: 0 } });
    expect(JSON.stringify(body)).toContain('"38 lines copied from a.txt, not seen by this session"');
  });

  test.each(["shell", "poem"])("a unified diff that %s printed is a diff", (tool) => {
    const body = read(tool, { command: "git diff" }, "--- a/x.ts\n+++ b/x.ts\n@@ -1,2 +1,2 @@\n-a\n+b\n c\n");
    expect(body).toMatchObject({
      as: "patch",
      command: tool === "shell" ? "git diff" : "",
      files: [{ path: "x.ts", diff: { added: 1, removed: 1 } }],
    });
  });

  test("a new file is all added; an edit that runs shows what it wants", () => {
    expect(
      read("text_editor", { command: "create", path: "a", content: "x\ny\n" }, "File created successfully with 4 bytes"),
    ).toMatchObject({
      diff: { added: 2, removed: 0 },
      note: "File created successfully with 4 bytes",
    });
    const running = readResult({
      tool: "text_editor",
      server: "",
      params: { command: "str_replace", old_str: "a", new_str: "b\nc" },
      result: null,
    });
    expect(running).toMatchObject({ as: "diff", diff: { added: 2, removed: 1 } });
  });
});

test("the first line of a copy, which could be cut anywhere, is read once", { timeout: 3_000 }, () => {
  const content = `Successfully extracted 1 lines (lines 1-2) from ${" and appended to ".repeat(20_000)}`;
  expect(read("extract_lines", { from_path: "a", append_path: "b" }, content)).toEqual({ as: "text", text: content });
});

test("what was taken out of a very long line is not looked for at each of its letters", { timeout: 3_000 }, () => {
  const line = "ab;".repeat(100_000);
  const content = `-1:${lineHash(`${line}foo`)} (1 line)\n+1:${lineHash(line)}|${line}`;
  expect(read("text_editor", { command: "str_replace", path: "a.min.js", old_text: "foo", new_text: "" }, content)).toMatchObject({
    diff: {
      added: 1,
      removed: 1,
      lines: [
        { kind: "skipped", text: "line 1 removed" },
        { kind: "added", text: line },
      ],
    },
  });
});

test("a report of more places than any edit has is the text that it is", { timeout: 3_000 }, () => {
  const content = "-1:ab (1 line)\n".repeat(8_000);
  expect(read("batch_edit", { path: "a", operations: [] }, content)).toEqual({ as: "text", text: content });
  const hunks = Array.from({ length: 8_000 }, (_, index) => `@@ -${2 * index + 1} +${2 * index + 1} @@\n-a\n+b\n`).join("");
  const call = { seq: 1, turn: 1, tool: "ast_grep", server: "filesystem", params: { pattern: "a", rewrite: "b" } };
  const { files } = patchedChangesOf([{ ...call, result: { content: `--- a/x\n+++ b/x\n${hunks}`, success: true } }], { cwd: null });
  expect(files).toMatchObject([{ path: "x", isExact: false }]);
});
