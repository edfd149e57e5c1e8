import { expect, test } from "vitest";
import { diffOfCall } from "@/lib/domain/changes/edit-diff";
import { reversedDiff } from "@/lib/domain/diffs/diff-reversed";
import { type Fact, fold, sent } from "@/lib/testing/log-facts";
import { replayTrace } from "@/lib/testing/replay-trace";
import { applyEvents, emptyTranscript } from "./transcript";
import type { ToolItem, Transcript } from "./transcript-types";

let calls = 0;
function did(tool: string, params: Record<string, unknown>, content = "ok", success = true): Fact[] {
  calls += 1;
  const toolId = `call-${calls}`;
  return [
    { kind: "tool_called", turn: 1, payload: { tool, toolId, server: "octofs", params } },
    { kind: "tool_returned", turn: 1, payload: { tool, toolId, server: "octofs", content, success } },
  ];
}
const edit = (path: string, newText: string) =>
  did("text_editor", { command: "str_replace", path, old_text: "a", new_text: newText }, `-1:23 (1 line)\n+1:35|${newText}`);
const undo = (path: string, success = true) =>
  did("text_editor", { command: "undo_edit", path }, "Successfully undid the last edit", success);
const make = (path: string, content = "File created successfully with 4 bytes") =>
  did("text_editor", { command: "create", path, content: "new\n" }, content);
const view = (path: string) => did("view", { path }, "1:83|x");

const toolsOf = ({ entries }: Transcript): ToolItem[] => entries.flatMap(({ items }) => items.filter((item) => item.type === "tool"));
const newest = (...facts: Fact[][]) => toolsOf(fold(sent(1), ...facts.flat())).at(-1)?.trace;
const textOf = (trace: ToolItem["trace"] | undefined) => JSON.stringify(trace?.before?.call?.params ?? null);

test("an undo is tied to the edit that it took back, the next one to the edit before that", () => {
  expect(newest(edit("a.ts", "one"), edit("b.ts", "other"), undo("./a.ts"))).toMatchObject({ before: { how: "undid" } });
  expect(textOf(newest(edit("a.ts", "one"), edit("a.ts", "two"), undo("a.ts")))).toContain('"two"');
  expect(textOf(newest(edit("a.ts", "one"), edit("a.ts", "two"), undo("a.ts"), undo("a.ts")))).toContain('"one"');
  const marks = toolsOf(fold(sent(1), ...edit("a.ts", "one"), ...edit("a.ts", "two"), ...undo("a.ts"))).map(({ trace }) => trace?.isUndone);
  expect(marks).toEqual([undefined, true, undefined]);
});

test("no edit is guessed: not a file that was made, one that failed, one of another folder, one before a failed undo", () => {
  expect(newest(make("a.ts"), undo("a.ts"))?.before).toBeUndefined();
  expect(newest(edit("a.ts", "one"), undo("a.ts", false))?.before).toBeUndefined();
  expect(
    newest(edit("a.ts", "one"), did("workdir", { path: "sub" }, '{"action":"set","working_directory":"/w/sub"}'), undo("a.ts"))?.before,
  ).toBe(undefined);
});

test("a file that was made says what had seen its path before", () => {
  expect(newest(view("notes.md"), make("./notes.md"))).toMatchObject({ before: { how: "existed", call: { tool: "view" } } });
  expect(newest(make("a.md"), make("a.md"))).toMatchObject({ before: { how: "existed", call: { tool: "text_editor" } } });
  expect(newest(make("a.md", "File overwritten with 4 bytes"))?.before).toEqual({ how: "existed", call: null });
  expect(newest(make("a.md"))?.before).toBeUndefined();
  expect(newest(view("b.md"), make("a.md"))?.before).toBeUndefined();
  expect(newest(make("a.md"), did("text_editor", { command: "delete", path: "a.md" }, "deleted"), make("a.md"))?.before).toBeUndefined();
});

test("a file that was deleted is tied to what had shown it last", () => {
  const remove = did("text_editor", { command: "delete", path: "a.md" }, "Successfully deleted /w/a.md");
  expect(newest(view("a.md"), edit("a.md", "one"), remove)).toMatchObject({ before: { how: "deleted", call: { tool: "view" } } });
  expect(newest(make("a.md"), remove)).toMatchObject({ before: { how: "deleted", call: { params: { command: "create" } } } });
  expect(newest(view("b.md"), remove)?.before).toEqual({ how: "deleted", call: null });
});

test("the recorded undo took back the recorded edit; event by event it is the same", () => {
  const [events = []] = [...replayTrace("octofs-edit").values()];
  const whole = applyEvents(emptyTranscript, events).transcript;
  const undone = toolsOf(whole).find(({ trace }) => trace?.before?.how === "undid")?.trace?.before?.call;
  expect(undone?.params).toMatchObject({ old_text: "second line", new_text: "2nd line" });
  expect(events.reduce((transcript, event) => applyEvents(transcript, [event]).transcript, emptyTranscript)).toEqual(whole);
});

test("a change taken back: what was added went, what went is there again, its numbers are those of the file now", () => {
  const params = { command: "str_replace", path: "a", old_text: "second line", new_text: "2nd line\nmore" };
  const result = { content: "1:83|# Notes\n-2:23 (1 line)\n+2:35|2nd line\n+3:36|more\n4:aa|tail", success: true };
  const diff = diffOfCall({ tool: "text_editor", server: "octofs", params, result });
  expect(diff && reversedDiff(diff)).toEqual({
    added: 1,
    removed: 2,
    lines: [
      { kind: "same", before: 1, after: 1, text: "# Notes" },
      { kind: "removed", before: 2, after: null, text: "2nd line" },
      { kind: "removed", before: 3, after: null, text: "more" },
      { kind: "added", before: null, after: 2, text: "second line" },
      { kind: "same", before: 4, after: 3, text: "tail" },
    ],
  });
});
