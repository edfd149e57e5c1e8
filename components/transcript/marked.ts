/** How the event that a link leads to is marked, and which of what is drawn it belongs to. */

/** Rounded and outlined, without moving anything. */
export const MARK = "rounded-md outline-2 outline-offset-4 outline-ring/70 outline-solid";

/** Whether the event a link leads to is in what begins at `seq`; `next`: where the next begins, undefined: nothing of the turn comes after. */
export const isMarked = (marked: number | null, seq: number, next: number | undefined): boolean =>
  marked !== null && marked >= seq && (next === undefined || marked < next);
