import type { Range } from "@tanstack/react-virtual";
import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyTranscript } from "@/lib/domain/transcript/transcript";
import { foldWindow } from "@/lib/domain/transcript/transcript-window";
import { cost, numbered, sent } from "@/lib/testing/log-facts";
import { rowHeight } from "./row-height";
import { type Around, type OnPage, rowsOnPage } from "./rows-on-page";
import { rowsOf } from "./transcript-rows";

const turns = Array.from({ length: 200 }, (_, no) => [
  sent(no + 1, `m${no}`, "word ".repeat((no * 37) % 200)),
  cost(no + 1, String(no + 1)),
]);
const rows = rowsOf([foldWindow({ base: emptyTranscript, events: numbered(turns.flat()) })]);

const onPage = (startIndex: number, endIndex: number, before: Around | null): OnPage => {
  const range: Range = { startIndex, endIndex, overscan: 0, count: rows.length };
  return rowsOnPage(range, { rows, asking: [], list: null, before });
};
const height = (from: number, to: number): number => rows.slice(from, to).reduce((sum, row) => sum + rowHeight(row), 0);

/** All parts, one after the other, until nothing is missing. */
function parts(startIndex: number, endIndex: number, before: Around | null): OnPage[] {
  const found = [onPage(startIndex, endIndex, before)];
  for (let last = found[0]; last?.isMore && found.length < rows.length; last = found.at(-1)) {
    found.push(onPage(startIndex, endIndex, last.around));
  }
  return found;
}

const view = fc.tuple(fc.nat({ max: rows.length - 1 }), fc.nat({ max: 6 })).map(([start, more]) => ({
  start,
  end: Math.min(rows.length - 1, start + more),
}));
const maybeBefore = fc.option(view.map(({ start, end }) => ({ from: start, to: end })));

test("what is in the view is there at once, the rest of 600 px around it soon, in parts that follow each other", () => {
  fc.assert(
    fc.property(view, maybeBefore, ({ start, end }, before) => {
      const found = parts(start, end, before);
      for (const [no, { around }] of found.entries()) {
        expect(around.from).toBeLessThanOrEqual(start);
        expect(around.to).toBeGreaterThanOrEqual(end);
        const earlier = found[no - 1]?.around;
        if (!earlier) continue;
        expect([around.from <= earlier.from, around.to >= earlier.to]).toEqual([true, true]);
        const added = height(around.from, earlier.from) + height(earlier.to + 1, around.to + 1);
        // The last of them may stand out, so may one on either side.
        expect(added).toBeLessThan(400 + 2 * Math.max(...rows.map(rowHeight)));
      }
      const { around, isMore } = found.at(-1) as OnPage; // as: there is a first one
      expect(isMore).toBe(false);
      expect(around.from === 0 || height(around.from, start) >= 600).toBe(true);
      expect(around.to === rows.length - 1 || height(end + 1, around.to + 1) >= 600).toBe(true);
    }),
  );
});

test("before anything is drawn all of it is, and after a jump what one sees before what is around it", () => {
  const first = onPage(100, 103, null);
  expect(first.isMore).toBe(false);
  const far = onPage(300, 302, first.around);
  expect(far.isMore).toBe(true);
  expect(far.indexes).toEqual(expect.arrayContaining([300, 301, 302]));
  expect(far.indexes.length).toBeLessThan(parts(300, 302, first.around).at(-1)?.indexes.length ?? 0);
});

test("rows that were drawn stay while they are not far, and leave when they are", () => {
  const { around } = onPage(100, 103, null);
  expect(onPage(101, 104, around).around.from).toBe(around.from);
  expect(parts(140, 143, around).at(-1)?.around.from).toBeGreaterThan(around.to);
});
