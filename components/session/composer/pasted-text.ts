/** What was pasted as a fenced block: whether that is offered, and the text with it; pure. It comes after the page. */
import { bytesOf, sizeWords, withLineFeeds } from "./message-size";

const LONG_LINES = 8;
const LONG_CHARACTERS = 1_000;

export type PasteOffer = { start: number; pasted: string; words: string };
export type Fenced = { text: string; caret: number };

/** By hand: an expression for it begins anew at each of many empty lines. */
function withoutLastBreaks(text: string): string {
  let end = text.length;
  while (text[end - 1] === "\n") end -= 1;
  return text.slice(0, end);
}

/** What is offered for a paste into `text` at `start`; null: it stands as it is. */
export function offerFor(text: string, start: number, raw: string): PasteOffer | null {
  const pasted = withLineFeeds(raw);
  const lines = withoutLastBreaks(pasted).split("\n").length;
  const isLong = lines >= LONG_LINES || (lines > 1 && pasted.length >= LONG_CHARACTERS);
  if (!isLong || /^ {0,3}(```|~~~)/.test(pasted) || isInFence(text.slice(0, start))) return null;
  return { start, pasted, words: `Pasted ${lines.toLocaleString("en")} lines, ${sizeWords(bytesOf(pasted))}.` };
}

/** True when a fence is open at the end of this text. */
function isInFence(before: string): boolean {
  let open: string | null = null;
  for (const [, mark = ""] of before.matchAll(/^ {0,3}(`{3,}|~{3,})/gm)) {
    if (open === null) open = mark;
    else if (mark[0] === open[0] && mark.length >= open.length) open = null;
  }
  return open !== null;
}

/** The text with the pasted part as a fenced block; null when it is no longer where it was put. */
export function fencePasted(text: string, { start, pasted }: PasteOffer): Fenced | null {
  if (!text.startsWith(pasted, start)) return null;
  let longest = 0;
  for (const [run] of pasted.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = "`".repeat(Math.max(3, longest + 1));
  const before = text.slice(0, start);
  const after = text.slice(start + pasted.length).replace(/^\n/, "");
  const lead = before === "" || before.endsWith("\n") ? "" : "\n";
  const head = `${before}${lead}${fence}\n${withoutLastBreaks(pasted)}\n${fence}\n`;
  return { text: head + after, caret: head.length };
}
