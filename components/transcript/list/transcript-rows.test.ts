import { expect, test } from "vitest";
import { emptyTranscript } from "@/lib/domain/transcript/transcript";
import { foldWindow, type Stretch } from "@/lib/domain/transcript/transcript-window";
import { called, cost, numbered, returned, sent } from "@/lib/testing/log-facts";
import { part } from "@/lib/testing/three-turns";
import { rowHeight } from "./row-height";
import { loadedWords, rowOfEvent, rowOfTurn, rowsOf } from "./transcript-rows";

const named = (stretches: Stretch[]) =>
  rowsOf(stretches).map((row) => (row.kind === "gap" ? `${row.key} ${row.gap.from}-${row.gap.to} ${row.turn}` : row.key));

test("the rows are what turns are made of in their order, with a gap where events are missing", () => {
  const second = ["turn-2", "turn-2-4", "turn-2-6", "turn-2-foot"];
  const last = ["turn-3", "turn-3-foot"];
  expect(named([part(1, 10)])).toEqual(["turn-1", "turn-1-foot", ...second, ...last]);
  expect(named([part(9, 10)])).toEqual(["gap-0 1-8 null", ...last]);
  expect(named([part(6, 10)])).toEqual(["gap-0 1-5 3", "turn-2", "turn-2-earlier", "turn-2-6", "turn-2-foot", ...last]);
  expect(named([part(1, 4), part(6, 10)])).toEqual([
    ...["turn-1", "turn-1-foot", "turn-2", "turn-2-4", "turn-2-foot", "gap-1 5-5 3"],
    ...["turn-2-rest-earlier", "turn-2-rest-6", "turn-2-rest-foot", ...last],
  ]);
});

test("a turn of which three parts are here has rows of their own names for each", () => {
  const names = rowsOf([part(1, 4), part(6, 6), part(8, 10)]).map(({ key }) => key);
  expect(names).toEqual([...new Set(names)]);
});

test("an event is found in the row of its step, what ends a turn in its last one, what is missing nowhere", () => {
  const rows = rowsOf([part(1, 4), part(6, 10)]);
  const keys = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99].map((seq) => rows[rowOfEvent(rows, seq)]?.key);
  expect(keys).toEqual([
    ...["turn-1", "turn-1", "turn-2", "turn-2-4", undefined],
    ...["turn-2-rest-6", "turn-2-rest-6", "turn-2-rest-6", "turn-3", "turn-3", "turn-3"],
  ]);
  expect(rowOfEvent(rowsOf([part(9, 10)]), 8)).toBe(-1);
});

test("what a call gave back is found at that call, also when others were called meanwhile", () => {
  const events = numbered([sent(1), called(1, "a"), called(1, "b"), returned(1, "a"), returned(1, "b"), cost(1, "1")]);
  const rows = rowsOf([foldWindow({ base: emptyTranscript, events })]);
  expect([2, 3, 4, 5, 6].map((seq) => rows[rowOfEvent(rows, seq)]?.key)).toEqual([
    ...["turn-1-2", "turn-1-3", "turn-1-2", "turn-1-3", "turn-1-3"],
  ]);
});

test("what is printed says which turns it is of, unless it is all of them", () => {
  const rest = "the rest of the conversation is not loaded.";
  expect(loadedWords(rowsOf([part(1, 10)]))).toBeNull();
  expect(loadedWords(rowsOf([part(6, 10)]))).toBe(`Only turns 2 to 3: ${rest}`);
  expect(loadedWords(rowsOf([part(1, 2), part(9, 10)]))).toBe(`Only turn 1 and turn 3: ${rest}`);
});

test("one goes from turn to turn by what begins them", () => {
  const rows = rowsOf([part(1, 10)]);
  const keyOf = (no: number, step?: 1 | -1) => rows[rowOfTurn(rows, no, step)]?.key;
  expect([keyOf(2), keyOf(2, 1), keyOf(2, -1)]).toEqual(["turn-2", "turn-3", "turn-1"]);
  expect([keyOf(3, 1), keyOf(1, -1), keyOf(7), keyOf(7, 1)]).toEqual([undefined, undefined, undefined, undefined]);
});

test("a turn that grows keeps its rows, and gets a row for each step", () => {
  const grown = (count: number) =>
    rowsOf([
      foldWindow({
        base: emptyTranscript,
        events: numbered([sent(1), ...Array.from({ length: count }, (_, n) => called(1, `${n}`))]),
      }),
    ]);
  const keysOf = (count: number) => grown(count).map(({ key }) => key);
  expect(keysOf(500)).toHaveLength(502);
  expect(keysOf(500).slice(0, -1).slice(0, 300)).toEqual(keysOf(299).slice(0, -1));
  expect(grown(3).map((row) => row.kind === "step" && row.isLast)).toEqual([false, false, false, true, false]);
  for (const row of grown(3)) expect(rowHeight(row)).toBeGreaterThan(20);
});
