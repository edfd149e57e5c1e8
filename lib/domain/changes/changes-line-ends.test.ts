import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readUnifiedDiff } from "@/lib/domain/diffs/unified-diff";
import type { ChangeCall } from "./changes";
import { withCrlf } from "./file-patch";
import { lineHash } from "./line-hash";
import { type PatchedChange, patchedChangesOf } from "./patched-changes";

const folder = mkdtempSync(join(tmpdir(), "line-ends-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What git makes of `before` (null: no file) with the patch. */
function applied(before: string | null, patch: string | null): string {
  const copy = mkdtempSync(join(folder, "copy-"));
  if (before !== null) writeFileSync(join(copy, "a.txt"), before);
  writeFileSync(join(copy, "change.patch"), patch ?? "");
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: folder, GIT_CONFIG_GLOBAL: "/dev/null" };
  execFileSync("git", ["apply", "--whitespace=nowarn", "change.patch"], { cwd: copy, env, stdio: "ignore" });
  return readFileSync(join(copy, "a.txt"), "utf8");
}

const call = (params: object, content: string, tool = "text_editor"): ChangeCall => ({
  ...{ seq: 1, turn: 1, tool, server: "filesystem", params: { path: "a.txt", ...params } },
  result: { content, success: true },
});
const create = (content: string) => call({ command: "create", content }, `File created successfully with ${content.length} bytes`);
const id = (no: number, text: string) => `${no}:${lineHash(text)}`;
/** The tools show lines without their ends. */
const replace = (no: number, oldText: string, newText: string, around: readonly [before: string, after: string]) =>
  call(
    { command: "str_replace", old_text: oldText, new_text: newText },
    [
      ...(around[0] ? [`${id(no - 1, around[0])}|${around[0]}`] : []),
      `-${id(no, oldText)} (1 line)`,
      ...newText.split("\n").map((text, index) => `+${id(no + index, text)}|${text}`),
      ...(around[1] ? [`${id(no + newText.split("\n").length, around[1])}|${around[1]}`] : []),
    ].join("\n"),
  );
const fileOf = (...calls: ChangeCall[]): PatchedChange => {
  const [file] = patchedChangesOf(calls, { cwd: null }).files;
  if (!file) throw new Error("no file");
  return file;
};

describe("a file that was made here has the line ends it was made with", () => {
  test.each([
    ["CR LF", "one\r\ntwo\r\nthree\r\n", "one\r\n2\r\n2b\r\nthree\r\n"],
    ["LF", "one\ntwo\nthree\n", "one\n2\n2b\nthree\n"],
    ["CR LF without a last one", "one\r\ntwo\r\nthree", "one\r\n2\r\n2b\r\nthree"],
    ["more CR LF than LF", "one\r\ntwo\r\nthree\n", "one\r\n2\r\n2b\r\nthree\n"],
    ["more LF than CR LF", "one\ntwo\nthree\r\n", "one\n2\n2b\nthree\r\n"],
  ])("%s", (_, text, after) => {
    const file = fileOf(create(text), replace(2, "two", "2\n2b", ["one", "three"]));
    expect(file).toMatchObject({ added: 4, removed: 0, outside: "no", patch: { ends: "told" } });
    expect(file.diff.lines.map((line) => line.text)).toEqual(["one", "2", "2b", "three"]);
    expect(applied(null, file.patch.text)).toBe(after);
  });
});

describe("a file that was there before", () => {
  const seen = call({}, "1:83|# Notes\n2:23|second line\n3:0a|third", "view");
  const edited = call(
    { command: "str_replace", old_text: "second", new_text: "2nd" },
    "1:83|# Notes\n-2:23 (1 line)\n+2:35|2nd line\n3:0a|third",
  );

  test("no tool tells its line ends: LF is taken for granted and said, and the patch can be had for CR LF", () => {
    const { patch } = fileOf(seen, edited);
    expect(patch).toMatchObject({ ends: "assumed" });
    expect(applied("# Notes\nsecond line\nthird\n", patch.text)).toBe("# Notes\n2nd line\nthird\n");
    const crlf = withCrlf(patch.text ?? "");
    expect(applied("# Notes\r\nsecond line\r\nthird\r\n", crlf)).toBe("# Notes\r\n2nd line\r\nthird\r\n");
    expect(withCrlf(crlf)).toBe(crlf);
    expect(() => applied("# Notes\r\nsecond line\r\nthird\r\n", patch.text)).toThrow();
  });

  test("a patch for CR LF leaves a last line without an end as it is", () => {
    const removed = call({ operations: [] }, "2:23|second line\n-3:0a (1 line)\n+3:22|3rd", "batch_edit");
    const { patch } = fileOf(seen, removed);
    const bare = (patch.text ?? "").replace(/\+3rd\n$/, "+3rd\n\\ No newline at end of file\n");
    expect(applied("# Notes\r\nsecond line\r\nthird\r\n", withCrlf(bare))).toBe("# Notes\r\nsecond line\r\n3rd");
  });

  test("a tool that counts the CR of a line tells of it; half of them is not enough for a patch", () => {
    const told = (text: string) => `${text}:${lineHash(`${text}\r`)}`.replace(/^(.*):(..)$/, "$2|$1\r");
    const report = (third: string) => `1:${told("# Notes")}\n-2:${lineHash("second line\r")} (1 line)\n+2:${told("2nd line")}\n3:${third}`;
    const of = (third: string) => fileOf(call({ command: "str_replace", old_text: "second line", new_text: "2nd line" }, report(third)));
    const whole = of(told("third"));
    expect(whole).toMatchObject({ added: 1, removed: 1, outside: "no", patch: { ends: "told" } });
    expect(applied("# Notes\r\nsecond line\r\nthird\r\n", whole.patch.text)).toBe("# Notes\r\n2nd line\r\nthird\r\n");
    expect(of("0a|third").patch).toEqual({ text: null, why: "How the file's lines end is not on record." });
  });
});

describe("a change of line ends", () => {
  const printed = (lines: string[]) => readUnifiedDiff(["--- a/x", "+++ b/x", ...lines, ""].join("\n"))?.[0]?.diff;

  test("alone is said, and no line is drawn as changed", () => {
    const diff = printed(["@@ -1,2 +1,2 @@", "-one", "-two", "+one\r", "+two\r"]);
    expect(diff).toEqual({
      added: 0,
      removed: 0,
      ends: { count: 2, to: "crlf" },
      lines: [
        { kind: "same", before: 1, after: 1, text: "one" },
        { kind: "same", before: 2, after: 2, text: "two" },
      ],
    });
  });

  test("beside a change of lines leaves only that drawn", () => {
    const diff = printed(["@@ -1,3 +1,3 @@", "-one\r", "-two\r", "-three\r", "+one", "+2", "+three"]);
    expect(diff).toMatchObject({ added: 1, removed: 1, ends: { count: 2, to: "lf" } });
    expect(diff?.lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual(["same one", "removed two", "added 2", "same three"]);
  });

  test("of no line is not said where all end with CR LF", () => {
    expect(printed(["@@ -1,2 +1,2 @@", " one\r", "-two\r", "+2\r"])).toMatchObject({ added: 1, removed: 1 });
    expect(printed(["@@ -1,2 +1,2 @@", " one\r", "-two\r", "+2\r"])).not.toHaveProperty("ends");
  });
});
