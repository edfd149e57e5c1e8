import { expect, test } from "vitest";
import { emptyTranscript } from "@/lib/domain/transcript";
import { baseBefore, foldWindow, type Stretch } from "@/lib/domain/transcript-window";
import { called, cost, numbered, returned, sent } from "@/lib/testing/log-facts";
import { estimateRow, rowOfEvent, rowsOf, shownSteps } from "./transcript-rows";

const log = numbered([
  sent(1),
  cost(1, "1"),
  sent(2),
  called(2, "a"),
  returned(2, "a"),
  called(2, "b"),
  returned(2, "b"),
  cost(2, "2"),
  sent(3),
  cost(3, "3"),
]);
const part = (from: number, to: number): Stretch => {
  const base =
    from === 1
      ? emptyTranscript
      : baseBefore(
          from,
          log.filter(({ seq, kind }) => seq < from && /sent|usage/.test(kind)),
        );
  return foldWindow({ base, events: log.slice(from - 1, to) });
};
const named = (stretches: Stretch[]) =>
  rowsOf(stretches).map((row) => (row.kind === "gap" ? `${row.key} ${row.gap.from}-${row.gap.to} ${row.turn}` : row.key));

test("the rows are the turns in order, with a gap where events are missing", () => {
  expect(named([part(1, 10)])).toEqual(["turn-1", "turn-2", "turn-3"]);
  expect(named([part(9, 10)])).toEqual(["gap-0 1-8 null", "turn-3"]);
  expect(named([part(6, 10)])).toEqual(["gap-0 1-5 3", "turn-2", "turn-3"]);
  expect(named([part(1, 4), part(6, 10)])).toEqual(["turn-1", "turn-2", "gap-1 5-5 3", "turn-2-rest", "turn-3"]);
});

test("an event is found in the row of its turn, or nowhere while it is missing", () => {
  const rows = rowsOf([part(1, 4), part(6, 10)]);
  expect([1, 2, 3, 4, 5, 6, 8, 9, 10, 99].map((seq) => rowOfEvent(rows, seq))).toEqual([0, 0, 1, 1, -1, 3, 3, 4, 4, 4]);
  expect(rowOfEvent(rowsOf([part(9, 10)]), 8)).toBe(-1);
});

test("a row's estimate grows with what is in it, and never with what is not drawn", () => {
  const many = (count: number) =>
    estimateRow(
      rowsOf([
        foldWindow({
          base: emptyTranscript,
          events: numbered([sent(1), ...Array.from({ length: count }, (_, n) => ({ ...called(1, `${n}`) }))]),
        }),
      ])[0],
    );
  expect(many(5)).toBeGreaterThan(many(1));
  expect(many(5_000)).toBeLessThanOrEqual(many(40));
});

test("the newest steps of a turn are shown, and the oldest of them go some at a time", () => {
  const firsts = new Set<number>();
  for (let count = 0; count <= 200; count += 1) {
    const steps = Array.from({ length: count }, (_, index) => index);
    const shown = shownSteps(steps);
    expect(shown).toEqual(steps.slice(count - shown.length));
    expect(shown.length).toBeGreaterThan(Math.min(count - 1, 32));
    expect(shown.length).toBeLessThanOrEqual(40);
    firsts.add(shown[0] ?? 0);
  }
  expect([...firsts]).toEqual(Array.from({ length: firsts.size }, (_, index) => 8 * index));
  expect(firsts.size).toBe(21);
});
