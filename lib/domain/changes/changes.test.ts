import { expect, test } from "vitest";
import type { ChangeCall } from "./changes";
import { patchedChangesOf } from "./patched-changes";

let seq = 0;
const call = (tool: string, params: unknown, content = "", success = true): ChangeCall => ({
  seq: ++seq,
  turn: 1,
  tool,
  server: tool === "poem" ? "unknown" : "filesystem",
  params,
  result: { content, success },
});
const edit = (path: string, oldText: string, newText: string, content: string) =>
  call("text_editor", { command: "str_replace", path, old_text: oldText, new_text: newText }, content);
const create = (path: string, content: string) =>
  call("text_editor", { command: "create", path, content }, `File created successfully with ${content.length} bytes`);
const undo = (path: string) => call("text_editor", { command: "undo_edit", path }, `Successfully undid the last edit to ${path}`);
const shell = (command: string) => call("shell", { command }, "done");
const fileOf = (calls: ChangeCall[], path: string, cwd: string | null = null) =>
  patchedChangesOf(calls, { cwd }).files.find((file) => file.path === path);

/** Line 2 of the recorded file becomes another one, and back. */
const there = (path = "a.md") => edit(path, "second", "2nd", "1:83|# Notes\n-2:23 (1 line)\n+2:35|2nd line\n3:0a|third");
const back = (path = "a.md") => edit(path, "2nd", "second", "1:83|# Notes\n-2:35 (1 line)\n+2:23|second line\n3:0a|third");

test("edits of one file add up: what is changed back is not changed", () => {
  expect(fileOf([there()], "a.md")).toMatchObject({ status: "edited", added: 1, removed: 1, isExact: true, outside: "no" });
  expect(fileOf([there(), back()], "a.md")).toMatchObject({ status: "edited", added: 0, removed: 0 });
  const twice = fileOf([there(), edit("a.md", "2nd", "another", "1:83|# Notes\n-2:35 (1 line)\n+2:11|another line\n3:0a|third")], "a.md");
  expect(twice?.diff.lines).toEqual([
    { kind: "same", before: 1, after: 1, text: "# Notes" },
    { kind: "removed", before: 2, after: null, text: "second line" },
    { kind: "added", before: null, after: 2, text: "another line" },
    { kind: "same", before: 3, after: 3, text: "third" },
  ]);
});

test("a text that replaces another everywhere stands as it was sent, signs of patterns too", () => {
  const params = { command: "str_replace", path: "a.sh", old_text: "PID", new_text: "$$ $& $'", replace_all: true };
  const all = call("text_editor", params, "Replaced 1 occurrences. Replacements start at: 1:00");
  const { diff, patch } = fileOf([create("a.sh", "kill PID;\n"), all], "a.sh") ?? {};
  expect(diff?.lines).toEqual([{ kind: "added", before: null, after: 1, text: "kill $$ $& $';" }]);
  expect(patch?.text).toContain("+kill $$ $& $';\n");
});

test("of texts that begin and end alike each stands where it was sent to", () => {
  const block = (name: string) => `{\n${name} 1\n${name} 2\n}`;
  const operations = [
    { operation: "insert", start: "5:00", content: block("b") },
    { operation: "insert", start: "1:00", content: block("a") },
  ];
  const report =
    "1:00|one\n+2:00|{\n+3:00..4:00 (2 lines as sent)\n+5:00|}\n6:00|two\n...\n---\n...\n9:00|five\n+10:00|{\n+11:00..12:00 (2 lines as sent)\n+13:00|}";
  const batch = call("batch_edit", { path: "a.md", operations }, report);
  const added = fileOf([create("a.md", "one\ntwo\nthree\nfour\nfive\n"), batch], "a.md")?.diff.lines.map(({ text }) => text);
  expect(added).toEqual(["one", ..."{|a 1|a 2|}".split("|"), "two", "three", "four", "five", ..."{|b 1|b 2|}".split("|")]);
});

test("a line to insert after may be written as a text", () => {
  const insert = (insert_line: unknown) => call("text_editor", { command: "insert", path: "a.md", insert_line, new_text: "x" }, "ok");
  for (const line of [1, "1"])
    expect(fileOf([create("a.md", "a\nb\n"), insert(line)], "a.md")?.diff.lines.map(({ text }) => text)).toEqual(["a", "x", "b"]);
  expect(fileOf([create("a.md", "a\nb\n"), insert("end")], "a.md")).toMatchObject({ isExact: false });
});

test("a batch whose places name the file, or that is written as a text, is an edit of that file", () => {
  const place = { operation: "replace", start: "2:23", content: "2nd line" };
  const report = "1:83|# Notes\n-2:23 (1 line)\n+2:35|2nd line\n3:0a|third";
  const named = call("batch_edit", { operations: [{ path: "a.md", ...place }] }, report);
  expect(fileOf([named], "a.md")).toMatchObject({ status: "edited", added: 1, removed: 1 });
  const written = call("batch_edit", { path: "b.md", operations: JSON.stringify([place]) }, report);
  expect(fileOf([written], "b.md")).toMatchObject({ status: "edited", added: 1, removed: 1 });
  const both = call(
    "batch_edit",
    {
      operations: [
        { path: "a.md", ...place },
        { path: "b.md", ...place },
      ],
    },
    "refused",
    false,
  );
  expect(patchedChangesOf([both], { cwd: null }).files).toEqual([]);
});

test("an undone edit is marked and counts nothing; the one before it stands", () => {
  const changes = patchedChangesOf([there(), undo("a.md")], { cwd: null });
  expect(changes.files).toMatchObject([{ status: "undone", added: 0, removed: 0, edits: [{ state: "undone" }] }]);
  expect(changes.sum).toEqual({ files: 0, added: 0, removed: 0, isExact: true });
  const second = edit("a.md", "third", "3rd", "2:35|2nd line\n-3:0a (1 line)\n+3:22|3rd");
  expect(fileOf([there(), second, undo("a.md")], "a.md")).toMatchObject({
    added: 1,
    removed: 1,
    edits: [{ state: "made" }, { state: "undone" }],
  });
});

test("an undo of what was done before is not guessed", () => {
  expect(fileOf([undo("a.md")], "a.md")).toMatchObject({ status: "edited", isExact: false, added: 0, patch: { text: null } });
});

test("a failed edit is listed and not counted; one without an answer may have been made", () => {
  const failed = call("text_editor", { command: "str_replace", path: "a.md", old_text: "x", new_text: "y" }, "No exact match found", false);
  const lost: ChangeCall = { ...there("b.md"), result: null };
  const { files, sum } = patchedChangesOf([failed, lost, create("c.md", "x\n")], { cwd: null });
  expect(files.map(({ path, status }) => [path, status])).toEqual([
    ["a.md", "failed"],
    ["b.md", "lost"],
    ["c.md", "created"],
  ]);
  expect(sum).toEqual({ files: 1, added: 1, removed: 0, isExact: true });
});

test("created and deleted again is nothing; a deleted file counts the lines that were seen", () => {
  const remove = (path: string) => call("text_editor", { command: "delete", path }, `Successfully deleted ${path}`);
  expect(fileOf([create("c.md", "x\n"), remove("c.md")], "c.md")).toMatchObject({ status: "undone", added: 0, removed: 0 });
  expect(fileOf([remove("d.md")], "d.md")).toMatchObject({ status: "deleted", removed: 0, isExact: false, patch: { text: null } });
  const seen = call("view", { path: "d.md" }, "1:83|# Notes\n2:23|second line");
  expect(fileOf([seen, remove("d.md")], "d.md")).toMatchObject({ status: "deleted", removed: 2, isExact: true });
  expect(fileOf([seen, remove("d.md"), undo("d.md")], "d.md")).toMatchObject({ status: "undone", removed: 0 });
});

test.each([
  ["a shell", shell("npm run format"), "maybe"],
  ["a tool nobody knows", call("poem", {}), "maybe"],
  ["a delegated run", call("tap", { action: "run" }), "maybe"],
  ["a view", call("view", { path: "b.md" }, "1:83|# Notes"), "no"],
  ["a plan", call("plan", { command: "start" }), "no"],
])("%s between two edits of a file", (_, between, outside) => {
  const second = edit("a.md", "third", "3rd", "2:35|2nd line\n-3:0a (1 line)\n+3:22|3rd");
  expect(fileOf([there(), between, second], "a.md")).toMatchObject({ outside });
  expect(fileOf([between, there(), between], "a.md")).toMatchObject({ outside: "no" });
});

test("a whole file that was shown after the shell is known to be untouched", () => {
  const second = edit("a.md", "third", "3rd", "2:35|2nd line\n-3:0a (1 line)\n+3:22|3rd");
  const shown = call("view", { path: "a.md" }, "1:83|# Notes\n2:35|2nd line\n3:0a|third");
  expect(fileOf([there(), shell("ls"), shown, second], "a.md")).toMatchObject({ outside: "no" });
});

test("a line that is not as it was left proves that something else wrote; what follows is counted on its own", () => {
  const shown = call("view", { path: "a.md" }, "1:83|# Notes\n2:99|formatted line\n3:0a|third");
  const second = edit("a.md", "third", "3rd", "2:99|formatted line\n-3:0a (1 line)\n+3:22|3rd");
  const file = fileOf([there(), shell("fmt"), shown, second], "a.md");
  expect(file).toMatchObject({ outside: "seen", added: 2, removed: 2, patch: { text: null } });
});

test.each<[string, object, string, { added: number; removed: number }]>([
  ["added at the end", { command: "insert", insert_line: 3, new_text: "4th" }, "ok", { added: 1, removed: 0 }],
  ["taken away at the beginning", { operations: [{}] }, "-1:83 (1 line)\n1:23|second line\n2:e7|third", { added: 0, removed: 1 }],
  ["taken away at the end", { operations: [{}] }, "1:83|# Notes\n2:23|second line\n-3:e7 (1 line)", { added: 0, removed: 1 }],
])("what was %s counts though something else wrote the file after it", (_, params, report, counts) => {
  const whole = call("view", { path: "a.md" }, "1:83|# Notes\n2:23|second line\n3:e7|third");
  const change = call("operations" in params ? "batch_edit" : "text_editor", { path: "a.md", ...params }, report);
  const other = call("view", { path: "a.md" }, "1:99|written by something else");
  expect(fileOf([whole, change, other], "a.md")).toMatchObject({ ...counts, outside: "seen", isExact: true });
});

test("a file that was there, by what was seen or edited of it, is not created by being written anew", () => {
  const seen = call("view", { path: "a.md" }, "1:83|# Notes\n2:23|second line");
  const written = create("a.md", "# Notes\n2nd line\n");
  expect(fileOf([seen, written], "a.md")).toMatchObject({ status: "edited", added: 1, removed: 1 });
  expect(fileOf([edit("a.md", "x", "y", "Done."), written], "a.md")).toMatchObject({ status: "edited", added: 3, isExact: false });
  expect(fileOf([written], "a.md")).toMatchObject({ status: "created", added: 2 });
});

test("one file has one name only where that is certain", () => {
  const paths = (calls: ChangeCall[], cwd: string | null) => patchedChangesOf(calls, { cwd }).files.map(({ path }) => path);
  const calls = [create("./src/../a.md", "x\n"), there("/srv/app/a.md")];
  expect(paths(calls, "/srv/app")).toEqual(["a.md"]);
  expect(paths(calls, null)).toEqual(["/srv/app/a.md", "a.md"]);
  const moved = [
    call("workdir", { path: "/srv/app/docs" }, "ok"),
    create("b.md", "x\n"),
    call("workdir", { reset: true }, "ok"),
    create("c.md", ""),
  ];
  expect(paths(moved, "/srv/app")).toEqual(["c.md", "docs/b.md"]);
  expect(paths(moved, null)).toEqual(["/srv/app/docs/b.md", "c.md"]);
});

test("what came shortened is never said to be all", () => {
  const { sum } = patchedChangesOf([{ ...there(), isCut: true }], { cwd: null });
  expect(sum.isExact).toBe(false);
});

test("a rewrite of many files counts when it says what it did, and is a stranger when it does not", () => {
  const params = { pattern: "a", rewrite: "b" };
  const told = call("ast_grep", params, "--- a/x.ts\n+++ b/x.ts\n@@ -1,2 +1,2 @@\n-a\n+b\n c\n");
  expect(patchedChangesOf([told], { cwd: null }).files).toMatchObject([{ path: "x.ts", added: 1, removed: 1 }]);
  const second = edit("a.md", "third", "3rd", "2:35|2nd line\n-3:0a (1 line)\n+3:22|3rd");
  const wrapped = call("ast_grep", params, JSON.stringify({ success: true, output: told.result?.content, operation: "rewrite" }));
  expect(patchedChangesOf([wrapped], { cwd: null }).sum).toMatchObject({ files: 1, added: 1, removed: 1 });
  expect(fileOf([there(), call("ast_grep", params, "2 matches rewritten"), second], "a.md")).toMatchObject({ outside: "maybe" });
});

test("hostile numbers cost nothing", () => {
  const huge = "-1:aa..999999999:aa (999999999 lines)\n+1:aa..999999999:bb (999999999 lines as sent)";
  expect(() =>
    patchedChangesOf([edit("a.md", "x", "y", huge), edit("a.md", "x", "y", "-1:aa..999999999:aa (999999999 lines)\n+1:23|b")], {
      cwd: null,
    }),
  ).not.toThrow();
});

test("a view that tells only what changed since the last one shows what something else wrote", () => {
  const delta = "[changed since your last view: 1 hunk(s), 3 lines now]\n...\n2:35|2nd line\n-3:0a (1 line)\n+3:55|THIRD";
  expect(fileOf([there(), call("view", { path: "a.md" }, delta)], "a.md")).toMatchObject({ outside: "seen" });
});

test("what was written unseen is learnt in one go when a tool shows it", { timeout: 12_000 }, () => {
  // With a copy of all lines for each one, so many take a minute.
  const count = 50_000;
  const written = `+1:aa..${count}:bb (${count} lines as sent)\n...`;
  const shown = Array.from({ length: count }, (_, index) => `${index + 1}:aa|row ${index}`).join("\n");
  const calls = [call("batch_edit", { path: "a.csv", operations: [] }, written), call("view", { path: "a.csv" }, shown)];
  const { files } = patchedChangesOf(calls, { cwd: null });
  expect(files[0]?.diff.lines.filter((line) => line.kind === "added" && line.text.startsWith("row "))).toHaveLength(count);
});

test.each([
  ["a search in it alone", { path: "a.rs", content: "x" }, "2:23|  x = 1"],
  ["an older view of it", { path: "a.rs" }, "1:fn a() {\n2:  x = 1\n3:}"],
])("lines that %s showed fill in what an edit does not repeat", (_, params, shown) => {
  const made = call("batch_edit", { path: "a.rs", operations: [] }, "...\n-2:23 (1 line)\n+2:35|  x = 2\n...");
  expect(fileOf([call("view", params, shown), made], "a.rs")?.diff.lines).toContainEqual({
    kind: "removed",
    before: 2,
    after: null,
    text: "  x = 1",
  });
});

test("what was copied out of a file is what an edit takes out of it: the copy showed it", () => {
  const params = { from_path: "a.txt", from_start: 2, from_end: 3, append_path: "b.txt", append_line: "1:26" };
  const report = "Appended 2 lines (2-3) from 'a.txt' to 'b.txt' at after line 1:\n2:c8|line 2\n3:5f|line 3\nshift: lines after 1:26 +2";
  const cut = call(
    "batch_edit",
    { path: "a.txt", operations: [{ operation: "delete", start: "2:c8", end: "3:5f" }] },
    "1:26|line 1\n-2:c8..3:5f (2 lines)\n2:11|line 4",
  );
  const removedOf = (calls: ChangeCall[]) =>
    fileOf(calls, "a.txt")?.diff.lines.flatMap(({ kind, text }) => (kind === "removed" ? [text] : []));
  expect(removedOf([call("extract_lines", params, report), cut])).toEqual(["line 2", "line 3"]);
  expect(removedOf([cut])).not.toEqual(["line 2", "line 3"]);
});
