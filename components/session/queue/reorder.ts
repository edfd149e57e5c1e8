/** Where a dragged row lands, and what that means for the order; pure. */

/** The gap a pointer is over: 0 before the first row, n behind the last. */
export const gapAt = (middles: readonly number[], y: number): number => middles.filter((middle) => middle < y).length;

/** Puts a row into a gap: the row it then stands before (null: it is the last), or undefined when nothing changes. */
export function beforeInGap(ids: readonly string[], id: string, gap: number): string | null | undefined {
  const from = ids.indexOf(id);
  if (from === -1 || gap === from || gap === from + 1) return undefined;
  return ids[gap] ?? null;
}

/** The gap that a key asks for; null for any other key. */
export function gapOfKey(key: string, from: number, count: number): number | null {
  if (key === "ArrowUp") return Math.max(0, from - 1);
  if (key === "ArrowDown") return Math.min(count, from + 2);
  if (key === "Home") return 0;
  return key === "End" ? count : null;
}

/** With a row before another; null: it is the last. */
export const inOrder = (ids: readonly string[], id: string, before: string | null): string[] => {
  const others = ids.filter((one) => one !== id);
  return others.toSpliced(before === null ? others.length : others.indexOf(before), 0, id);
};

/** An order that was asked for, without what is there no more; what is new stands behind. */
export const withNews = (asked: readonly string[], ids: readonly string[]): string[] => {
  const here = asked.filter((id) => ids.includes(id));
  return [...here, ...ids.filter((id) => !here.includes(id))];
};
