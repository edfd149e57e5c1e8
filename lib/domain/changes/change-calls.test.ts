import { expect, test } from "vitest";
import type { Item, Transcript } from "@/lib/domain/transcript/transcript-types";
import { called, type Fact, fold, sent, turnsOf } from "@/lib/testing/log-facts";
import { callsOfTurn, cutEdits, editsOf, runsOf } from "./change-calls";
import { patchedChangesOf } from "./patched-changes";

let runSeq = 0;
const run = (event: Record<string, unknown>, more: Record<string, unknown> = {}, turn: number | null = 1): Fact => ({
  kind: "run_progressed",
  turn,
  payload: { runId: "tap-1", role: "reviewer", runSeq: ++runSeq, runKind: String(event.kind), event, costNano: null, ...more },
});
const asks = (id: string, tool: string, params: unknown): Fact => run({ kind: "tool_use", tool, tool_id: id, params });
const gets = (id: string, content: string, success = true): Fact => run({ kind: "tool_result", tool_id: id, content, success });
const answers = (tool: string, toolId: string, content: string): Fact => ({
  kind: "tool_returned",
  turn: 1,
  payload: { tool, toolId, server: "filesystem", content, success: true },
});
const edit = (path: string, oldText: string, newText: string) => ({ command: "str_replace", path, old_text: oldText, new_text: newText });
const calls = (tool: string, id: string, params: unknown): Fact => ({
  ...called(1, id),
  payload: { tool, toolId: id, server: "filesystem", params },
});

/** Line 2 becomes another one, line 3 does. */
const SECOND = "1:83|# Notes\n-2:23 (1 line)\n+2:35|2nd line\n3:0a|third";
const THIRD = "2:35|2nd line\n-3:0a (1 line)\n+3:22|3rd";
const tap = (params: object = {}): Fact[] => {
  runSeq = 0;
  return [
    sent(1),
    calls("tap", "t", { action: "run", role: "reviewer", prompt: "look", ...params }),
    run({ kind: "status", status: "running" }),
    answers("tap", "t", JSON.stringify({ id: "tap-1", role: "reviewer", workdir: "/srv/sample/deep", message: "Tap-run started." })),
  ];
};
const own = (id: string, params: object, content: string): Fact[] => [
  calls("text_editor", id, params),
  answers("text_editor", id, content),
];
const itemsOf = (transcript: Transcript): readonly Item[] => turnsOf(transcript)[0]?.items ?? [];
const changesIn = (facts: Fact[], cwd: string | null = null) => {
  const items = itemsOf(fold(...facts));
  return patchedChangesOf(callsOfTurn(items, 1, new Map()), { cwd, runs: new Set(runsOf(items).map(({ runId }) => runId)) });
};

test("edits of a run count in the turn that delegated it, and say whose they are", () => {
  const facts = [...tap(), asks("a", "text_editor", edit("a.md", "second", "2nd")), gets("a", SECOND)];
  const { sum, files } = changesIn(facts);
  expect(sum).toEqual({ files: 1, added: 1, removed: 1, isExact: true });
  expect(files).toMatchObject([{ path: "a.md", outside: "no", edits: [{ turn: 1, run: { id: "tap-1", role: "reviewer" } }] }]);
});

test("what the agent and its run did to one file adds up in the order in which it was answered", () => {
  const facts = [
    ...tap(),
    ...own("x", edit("a.md", "second", "2nd"), SECOND),
    asks("a", "text_editor", edit("a.md", "third", "3rd")),
    gets("a", THIRD),
  ];
  const [file] = changesIn(facts).files;
  expect(file).toMatchObject({ added: 2, removed: 2, outside: "no", edits: [{ run: null }, { run: { id: "tap-1" } }] });
});

test("failed edits of a run count nothing, nor does what it took back; one without an answer is lost when the run is over", () => {
  const create = (path: string) => ({ command: "create", path, content: "x\n" });
  const facts = [
    ...tap(),
    asks("a", "text_editor", edit("a.md", "second", "2nd")),
    gets("a", SECOND),
    asks("b", "text_editor", { command: "undo_edit", path: "a.md" }),
    gets("b", "Successfully undid the last edit to a.md"),
    asks("c", "text_editor", create("c.md")),
    gets("c", "File already exists", false),
    asks("d", "text_editor", create("d.md")),
  ];
  const statuses = (more: Fact[]) => changesIn([...facts, ...more]).files.map(({ path, status }) => [path, status]);
  expect(statuses([])).toEqual([
    ["a.md", "undone"],
    ["c.md", "failed"],
  ]);
  expect(statuses([run({ kind: "status", status: "done" })]).at(-1)).toEqual(["d.md", "lost"]);
  expect(changesIn(facts).sum.files).toBe(0);
});

test("whose edit another agent takes back is not guessed", () => {
  const undo = own("y", { command: "undo_edit", path: "a.md" }, "Successfully undid the last edit to a.md");
  const facts = [...tap(), asks("a", "text_editor", edit("a.md", "second", "2nd")), gets("a", SECOND), ...undo];
  expect(changesIn(facts).files).toMatchObject([{ status: "edited", isExact: false, patch: { text: null } }]);
});

test("a run that tells what it does is no stranger; its shell is, and what it did while nobody listened", () => {
  const first = own("x", edit("a.md", "second", "2nd"), SECOND);
  const second = own("y", edit("a.md", "third", "3rd"), THIRD);
  const outside = (between: () => Fact[]) => {
    const start = tap();
    return changesIn([...start.slice(0, 1), ...first, ...start.slice(1), ...between(), ...second]).files[0]?.outside;
  };
  expect(outside(() => [asks("a", "view", { path: "b.md" }), gets("a", "1:83|# Notes")])).toBe("no");
  expect(outside(() => [asks("a", "shell", { command: "fmt" }), gets("a", "done")])).toBe("maybe");
  expect(outside(() => [run({ kind: "thinking", content: "…" }, { runSeq: 9 })])).toBe("maybe");
});

test("a run works in the folder that it was sent to", () => {
  const facts = (params: object) => [
    ...tap(params),
    asks("a", "text_editor", { command: "create", path: "n.md", content: "x\n" }),
    gets("a", "File created"),
  ];
  const pathIn = (params: object, cwd: string | null) => changesIn(facts(params), cwd).files[0]?.path;
  expect(pathIn({}, null)).toBe("n.md");
  expect(pathIn({ workdir: "sub" }, null)).toBe("sub/n.md");
  expect(pathIn({}, "/srv/sample")).toBe("deep/n.md");
  expect(pathIn({}, "/srv/other")).toBe("/srv/sample/deep/n.md");
});

test("what came as a preview is read from the whole event once that is here", () => {
  const transcript = fold(...tap(), asks("a", "text_editor", { command: "create", path: "n.md", content: "x" }), gets("a", "File created"));
  const items = itemsOf(transcript).map((item): Item => {
    if (item.type !== "tool" || !item.trace?.run) return item;
    const steps = item.trace.run.steps.map((step) => ({ ...step, cut: [{ path: "params.content", length: 4 }] }));
    return { ...item, trace: { ...item.trace, run: { ...item.trace.run, steps } } } as Item; // as: steps keep their kinds
  });
  const [seq = 0] = cutEdits(items);
  expect(editsOf(items)).toHaveLength(1);
  const read = (wholes: Parameters<typeof callsOfTurn>[2]) => patchedChangesOf(callsOfTurn(items, 1, wholes), { cwd: null }).sum;
  expect(read(new Map())).toMatchObject({ added: 1, isExact: false });
  const { kind, payload } = asks("a", "text_editor", { command: "create", path: "n.md", content: "x\ny\n" });
  const whole = { seq, at: 0, turn: 1, kind, payload } as Parameters<typeof callsOfTurn>[2] extends ReadonlyMap<number, infer E>
    ? E
    : never; // as: built as one
  expect(read(new Map([[seq, whole]]))).toMatchObject({ added: 2, isExact: true });
});
