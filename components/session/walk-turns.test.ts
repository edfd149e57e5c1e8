import { expect, test } from "vitest";
import { rowOfTurn, rowsOf } from "@/components/transcript/transcript-rows";
import { emptyTranscript } from "@/lib/domain/transcript";
import { baseBefore, foldWindow, type Stretch } from "@/lib/domain/transcript-window";
import { called, cost, numbered, returned, sent } from "@/lib/testing/log-facts";
import { placeBeside } from "./walk-turns";

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

test("a turn that is not on the page is not skipped: what is missing before it is told", () => {
  const way = (rows: ReturnType<typeof rowsOf>, no: number, step: 1 | -1) =>
    rows[rowOfTurn(rows, no, step)]?.key ?? placeBeside(rows, no, step);
  const apart = rowsOf([part(1, 2), part(9, 10)]);
  expect([way(apart, 1, 1), way(apart, 3, -1)]).toEqual([{ after: 2 }, { before: 9 }]);
  expect([way(apart, 1, -1), way(apart, 3, 1)]).toEqual([null, null]);
  const cut = rowsOf([part(1, 2), part(6, 10)]);
  expect([way(cut, 1, 1), way(cut, 2, -1), way(cut, 2, 1)]).toEqual([{ after: 2 }, { before: 3 }, "turn-3"]);
  const torn = rowsOf([part(1, 4), part(6, 10)]);
  expect([way(torn, 2, 1), way(torn, 3, -1)]).toEqual(["turn-3", "turn-2"]);
});
