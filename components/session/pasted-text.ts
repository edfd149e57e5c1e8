/** What pasting means: a refusal in words, a plain insertion, or one that could stand as a fenced block; pure. */
import { bytesOf, isTooLarge, LIMIT_WORDS, sizeWords } from "./message-size";

const LONG_LINES = 8;
const LONG_CHARACTERS = 1_000;

export type PasteOffer = { start: number; pasted: string; words: string };
export type Paste = { kind: "refused"; words: string } | { kind: "plain" } | ({ kind: "long" } & PasteOffer);

/** By hand: an expression for it begins anew at each of many empty lines. */
export function withoutLastBreaks(text: string): string {
  let end = text.length;
  while (text[end - 1] === "\n") end -= 1;
  return text.slice(0, end);
}

const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, "\n");

/** Judges a paste into `text` over the selection before the field takes it. */
export function judgePaste(text: string, selection: { start: number; end: number }, raw: string): Paste {
  const pasted = withLineFeeds(raw);
  if (isTooLarge(text.slice(0, selection.start) + pasted + text.slice(selection.end))) {
    const size = sizeWords(bytesOf(pasted));
    return {
      kind: "refused",
      words: `What you pasted is ${size}; a message holds at most ${LIMIT_WORDS}${text.trim() ? ", with what is already written" : ""}. Nothing was pasted: put it into a file and name the file, or paste the part that matters.`,
    };
  }
  const lines = withoutLastBreaks(pasted).split("\n").length;
  const isLong = lines >= LONG_LINES || (lines > 1 && pasted.length >= LONG_CHARACTERS);
  if (!isLong || /^ {0,3}(```|~~~)/.test(pasted) || isInFence(text.slice(0, selection.start))) return { kind: "plain" };
  return {
    kind: "long",
    start: selection.start,
    pasted,
    words: `Pasted ${lines.toLocaleString("en")} lines, ${sizeWords(bytesOf(pasted))}.`,
  };
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
