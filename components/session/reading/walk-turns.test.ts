import { expect, test } from "vitest";
import { rowOfTurn, rowsOf } from "@/components/transcript/list/transcript-rows";
import { part } from "@/lib/testing/three-turns";
import { placeBeside } from "./walk-turns";

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
