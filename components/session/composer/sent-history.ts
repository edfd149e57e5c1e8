/** What this person wrote in a session, to be brought back by the arrow keys; pure. */
import type { Entry } from "@/lib/domain/transcript/transcript-types";

const HISTORY_MAX = 100;

/** Oldest first, without repeats in a row; the log is the history, so it is the same on every device. */
export function sentTexts(entries: readonly Entry[], personId: number): string[] {
  const texts: string[] = [];
  const add = (text: string) => {
    if (text !== "" && text !== texts.at(-1)) texts.push(text);
  };
  for (const entry of entries) {
    // A text that came as a preview is not what was written: bringing it back would send half of it.
    if (entry.type === "turn" && entry.cause.kind === "person" && entry.cause.by.personId === personId && !entry.cut?.length) {
      add(entry.cause.text);
    }
    for (const item of entry.items) {
      if (item.type === "command" && item.by?.personId === personId) add(`/${[item.command, ...item.args].join(" ")}`);
    }
  }
  return texts.slice(-HISTORY_MAX);
}

/** Where one is in the history; `kept` is what was being written when the first arrow was pressed. */
export type HistoryPlace = { back: number; kept: string };

/** One step back (older) or forth; null: there is nothing further that way. */
export function stepHistory(
  texts: readonly string[],
  place: HistoryPlace | null,
  direction: "older" | "newer",
  current: string,
): { place: HistoryPlace | null; text: string } | null {
  const { back, kept } = place ?? { back: 0, kept: current };
  const next = direction === "older" ? back + 1 : back - 1;
  if (next < 0) return null;
  if (next === 0) return { place: null, text: kept };
  const text = texts.at(-next);
  return text === undefined || next > texts.length ? null : { place: { back: next, kept }, text };
}

type Caret = { text: string; start: number; end: number };

/** Arrow up leaves the text only from its very start, or while a brought-back text stands untouched: a caret is never taken from its lines. */
export function historyDirection(key: string, { text, start, end }: Caret, isBrowsing: boolean): "older" | "newer" | null {
  if (start !== end) return null;
  const isAtEdge = start === 0 || (isBrowsing && start === text.length);
  if (key === "ArrowUp" && isAtEdge) return "older";
  return key === "ArrowDown" && isBrowsing && isAtEdge ? "newer" : null;
}
