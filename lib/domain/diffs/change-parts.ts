/** The changes of a diff: which lines went and which came at one place, parts of many changes, and both sides beside each other. */
import type { DiffLine } from "./diff-lines";

/** What is compared of a line; without its text where that is too long to be compared. */
export type ChangeLine = { kind: DiffLine["kind"]; text: string | null };
/** A line that went and the one that it became, by their places. */
export type LinePair = readonly [before: number, after: number];

/** Longer lines stand as wholly changed. */
export const WORDS_LINE_MAX = 2_000;

type Change = { from: number; middle: number; end: number };

/** Every change of the lines: removed ones from `from`, added ones from `middle`. */
export function changesIn(lines: readonly Pick<DiffLine, "kind">[]): Change[] {
  const changes: Change[] = [];
  for (let from = 0; from < lines.length; ) {
    let middle = from;
    while (lines[middle]?.kind === "removed") middle += 1;
    let end = middle;
    while (lines[end]?.kind === "added") end += 1;
    if (end > from) changes.push({ from, middle, end });
    from = Math.max(end, from + 1);
  }
  return changes;
}

/** Cuts the lines into parts of some `enough` lines, never inside a change. */
export function partsOf(lines: readonly Pick<DiffLine, "kind">[], enough: number): { from: number; end: number }[] {
  const parts: { from: number; end: number }[] = [];
  let from = 0;
  for (const change of changesIn(lines)) {
    if (change.end - from < enough) continue;
    parts.push({ from, end: change.end });
    from = change.end;
  }
  if (from < lines.length) parts.push({ from, end: lines.length });
  return parts;
}

/** Two lines side by side, by their places in the change; null: nothing stands there. */
export type SplitRow = { left: number | null; right: number | null };

/** The change in two columns: what was on the left, what is on the right, lines that became each other in one row. */
export function splitLines(lines: readonly Pick<DiffLine, "kind">[], pairs: readonly LinePair[]): SplitRow[] {
  const rows: SplitRow[] = [];
  const becomes = new Map(pairs);
  let next = 0;
  const same = (until: number) => {
    for (; next < until; next += 1) rows.push({ left: next, right: next });
  };
  for (const { from, middle, end } of changesIn(lines)) {
    same(from);
    let right = middle;
    let left = from;
    const until = (before: number, after: number) => {
      while (left < before || right < after) {
        rows.push({ left: left < before ? left : null, right: right < after ? right : null });
        left = Math.min(before, left + 1);
        right = Math.min(after, right + 1);
      }
    };
    for (let line = from; line < middle; line += 1) {
      const after = becomes.get(line);
      if (after === undefined) continue;
      until(line, after);
      until(line + 1, after + 1);
    }
    until(middle, end);
    next = end;
  }
  same(lines.length);
  return rows;
}
