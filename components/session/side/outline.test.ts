import { expect, test } from "vitest";
import type { OutlineTurn, TurnPage } from "@/lib/domain/sessions/turn-outline";
import { emptyTranscript } from "@/lib/domain/transcript/transcript";
import type { Transcript } from "@/lib/domain/transcript/transcript-types";
import { addPage, filesByTurn, filterTurns, newsOfTurns, noFilter, type Outline, shortNames, withLive, withRuns } from "./outline";

const turn = (no: number, more: Partial<OutlineTurn> = {}): OutlineTurn => ({
  no,
  seq: no * 10,
  endSeq: no * 10 + 9,
  cause: "person",
  who: "Ada",
  opening: `message ${no}`,
  state: "answered",
  startedAt: 0,
  durationMs: 1,
  tools: 0,
  failures: 0,
  edits: 0,
  cost: null,
  ...more,
});
const page = (nos: number[], next: number | null, curve: TurnPage["curve"] = []): TurnPage => ({
  turns: nos.map((no) => turn(no)),
  next,
  total: 9,
  failed: curve && nos.length,
  curve,
});
const nosOf = (outline: Outline) => [outline.turns.map(({ no }) => no), outline.next];

test("pages are put together, newest first, and the newest again replaces what it knows better", () => {
  const first = addPage(null, page([6, 5], 5));
  const both = addPage(first, page([4, 3], 3, null));
  expect(nosOf(both)).toEqual([[6, 5, 4, 3], 3]);
  expect(nosOf(addPage(both, page([4, 3, 2], 2, null)))).toEqual([[6, 5, 4, 3, 2], 2]);
  const again = addPage(both, { ...page([7, 6], 6), turns: [turn(7, { state: "open" }), turn(6, { tools: 3 })] });
  expect(nosOf(again)).toEqual([[7, 6, 5, 4, 3], 3]);
  expect(again.turns[1]?.tools).toBe(3);
  expect([both.failed, addPage(both, page([7, 6, 5], 5)).failed]).toEqual([2, 3]);
});

test("older pages that no longer follow are let go, so that nothing is missing in between", () => {
  expect(nosOf(addPage(addPage(null, page([3, 2], 2)), page([9, 8], 8)))).toEqual([[9, 8], 8]);
});

const running = (from: number): Transcript => ({
  ...emptyTranscript,
  from,
  openTurn: 2,
  entries: [
    {
      ...{
        type: "turn",
        no: 2,
        seq: 20,
        cut: undefined,
        cause: { kind: "unknown" },
        startedAt: 0,
        endedAt: null,
        outcome: null,
        usage: null,
      },
      ...{ model: "", stoppedBy: null, returned: false },
      items: [true, false, null].map((success, index) => ({
        ...{ type: "tool", seq: 21 + index, at: 0, tool: "text_editor", toolId: `${index}`, server: "", params: { command: "create" } },
        ...{ cut: undefined, trace: null },
        result: success === null ? null : { seq: 30 + index, at: 0, content: "", success, cut: undefined },
      })) as Transcript["entries"][number]["items"], // as: spread literals lose their union
    } as Transcript["entries"][number], // as: same
  ],
});

test("the turn that runs has the counts of the page, unless the page lacks its beginning", () => {
  const stored = [turn(2, { state: "open", tools: 1 }), turn(1)];
  expect(withLive(stored, running(1))[0]).toMatchObject({ tools: 3, failures: 1, edits: 1 });
  expect(withLive(stored, running(25))).toBe(stored);
  expect(newsOfTurns(running(1))).not.toBe(newsOfTurns({ ...running(1), entries: [] }));
});

test("edits of delegated runs count in the turn that delegated them, failed ones not", () => {
  const run = { id: "r", role: "reviewer", seq: 4 };
  const edits = [
    { turn: 1, seq: 5, state: "made" as const, run },
    { turn: 1, seq: 6, state: "failed" as const, run },
    { turn: 1, seq: 7, state: "made" as const, run: null },
  ];
  const files = [
    { path: "a", edits },
    { path: "b", edits: edits.slice(0, 1) },
  ];
  expect(withRuns([turn(2), turn(1, { edits: 1 })], files).map((one) => one.edits)).toEqual([0, 2]);
});

test("a filter wants every word and every chip", () => {
  const turns = [turn(3, { failures: 1 }), turn(2, { edits: 2, opening: "Fix the Cart" }), turn(1, { state: "failed", edits: 1 })];
  const files = filesByTurn([{ path: "src/cart.mjs", edits: [{ turn: 1 }, { turn: 1 }, { turn: null }] }]);
  const nos = (filter: object) => filterTurns(turns, { ...noFilter, ...filter }, files).map(({ no }) => no);
  expect(nos({})).toEqual([3, 2, 1]);
  expect(nos({ failed: true })).toEqual([3, 1]);
  expect(nos({ edits: true })).toEqual([2, 1]);
  expect(nos({ failed: true, edits: true })).toEqual([1]);
  expect(nos({ text: " cart  FIX" })).toEqual([2]);
  expect(nos({ text: "cart.mjs" })).toEqual([1]);
  expect(nos({ text: "turn 3" })).toEqual([3]);
});

test("files of one name are told apart by their folders", () => {
  expect(shortNames(["src/auth/mod.rs", "src/pay/mod.rs", "README.md"], 2)).toEqual(["auth/mod.rs", "pay/mod.rs"]);
  expect(shortNames(["src/auth/mod.rs", "README.md", "mod.rs", "docs/README.md"], 3)).toEqual(["auth/mod.rs", "README.md", "mod.rs"]);
  expect(shortNames(["src/cart.mjs", "src/a/b.mjs"], 2)).toEqual(["cart.mjs", "b.mjs"]);
});
