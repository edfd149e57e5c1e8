/** Which rows of a transcript stand on the page: those around the view, and some wherever it is. */
import type { Range } from "@tanstack/react-virtual";
import { isOpenQuestion } from "@/lib/domain/transcript/transcript-items";
import { rowHeight } from "./row-height";
import type { TranscriptRow } from "./transcript-rows";

/** The row an element is in; a turn that has the focus itself is held by the first of its rows that is here. */
function rowAround(end: Node): Element | null {
  const element = end instanceof Element ? end : end.parentElement;
  return element?.closest("[data-index]") ?? element?.closest("article")?.querySelector("[data-index]") ?? null;
}

/**
 * The rows that hold the focus or an end of what is selected: they stay on the page wherever it is scrolled to. Who writes selects nothing here, and
 * to ask for the selection would have the page laid out at once.
 */
function heldRows(list: HTMLElement | null): number[] {
  if (!list) return [];
  const focus = document.activeElement;
  const selection = focus instanceof HTMLTextAreaElement ? null : document.getSelection();
  const ends = [focus, ...(selection?.isCollapsed === false ? [selection.anchorNode, selection.focusNode] : [])];
  return ends.flatMap((end) => {
    const row = end && list.contains(end) ? rowAround(end) : null;
    return row instanceof HTMLElement ? [Number(row.dataset.index)] : [];
  });
}

/** A question that waits: an answer that is being written must not go when one looks something up above. */
export const askingRows = (rows: readonly TranscriptRow[]): number[] =>
  rows.flatMap((row, index) => (row.kind === "step" && row.step.type === "question" && isOpenQuestion(row.step) ? [index] : []));

/** How far around the view rows stand on the page too, in pixels: what a reader scrolls to next, or looks for with the browser. */
const AROUND = 600;
/** So much further away rows that are there stay: many leave at once, instead of one with every one that comes. Each change has the page painted. */
const STAYS = 600;

/** So many pixels of rows that nobody sees yet come at once, and the others after them: a frame has room for a few. */
const AT_ONCE = 400;

/** The first and the last row that are around the view. */
export type Around = { from: number; to: number };

/** A gap stands on the page only when the view is near it: there it is asked for. */
const hasRoom = (row: TranscriptRow | undefined, left: number): boolean => left > (row?.kind === "gap" ? AROUND / 2 : 0);

const heightOf = (rows: readonly TranscriptRow[], from: number, to: number): number =>
  rows.slice(from, to).reduce((sum, row) => sum + rowHeight(row), 0);

/** The rows in the view and around it, and those that were there before while they are not far. */
function rowsAround(rows: readonly TranscriptRow[], { startIndex, endIndex }: Range, before: Around | null): Around {
  let [from, to] = [startIndex, endIndex];
  for (let left = AROUND; from > 0 && hasRoom(rows[from - 1], left); from -= 1) left -= rowHeight(rows[from - 1]);
  for (let left = AROUND; to < rows.length - 1 && hasRoom(rows[to + 1], left); to += 1) left -= rowHeight(rows[to + 1]);
  if (before && before.from < from && heightOf(rows, before.from, from) < STAYS) from = before.from;
  if (before && before.to > to && before.to < rows.length && heightOf(rows, to + 1, before.to + 1) < STAYS) to = before.to;
  return { from, to };
}

/** On the way from the rows that are there to `wanted`: those in the view, and as many around it as may come at once. */
function firstOf(rows: readonly TranscriptRow[], { startIndex, endIndex }: Range, wanted: Around, before: Around): Around {
  const isNear = before.from <= endIndex && before.to >= startIndex;
  let from = isNear ? Math.max(wanted.from, Math.min(before.from, startIndex)) : startIndex;
  let to = isNear ? Math.min(wanted.to, Math.max(before.to, endIndex)) : endIndex;
  for (let left = AT_ONCE; left > 0 && (from > wanted.from || to < wanted.to); ) {
    if (from > wanted.from) {
      from -= 1;
      left -= rowHeight(rows[from]);
    }
    if (left > 0 && to < wanted.to) {
      to += 1;
      left -= rowHeight(rows[to]);
    }
  }
  return { from, to };
}

type Given = { rows: readonly TranscriptRow[]; asking: readonly number[]; list: HTMLElement | null; before: Around | null };
/** `indexes`: the places of the rows to draw, in order. `isMore`: others are to come after them. */
export type OnPage = { indexes: number[]; around: Around; isMore: boolean };

/** The rows to draw while `range` is in view; `before`: those around the view that are drawn already, null: none. */
export function rowsOnPage(range: Range, { rows, asking, list, before }: Given): OnPage {
  const wanted = rowsAround(rows, range, before);
  const around = before ? firstOf(rows, range, wanted, before) : wanted;
  const held = heldRows(list).filter((index) => index < range.count);
  const near = Array.from({ length: around.to - around.from + 1 }, (_, index) => around.from + index);
  const indexes = [...new Set([...near, ...held, ...asking])].sort((a, b) => a - b);
  return { indexes, around, isMore: around.from > wanted.from || around.to < wanted.to };
}
