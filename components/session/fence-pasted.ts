/** What was pasted as a fenced block; pure. It comes with the offer to make it one. */
import { type PasteOffer, withoutLastBreaks } from "./pasted-text";

export type Fenced = { text: string; caret: number };

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
