/** Session titles: what a person may type, and the one made of a first message. */
import { isSeen, lineSchema, oneLine } from "@/lib/domain/text/one-line";
import { DEFAULT_TITLE, TITLE_MAX } from "./title-limit";

const MADE_MAX = 60;

export const titleSchema = lineSchema("A title", TITLE_MAX);

/** The title of a session whose first message this is: its first line with words in it, cut at a word. */
export function titleFromFirstMessage(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => oneLine(line.replace(/^\s*([#>*+-]+|\d+[.)])\s+/, "")));
  const line = lines.find((candidate) => isSeen(candidate) && /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(candidate)) ?? DEFAULT_TITLE;
  const letters = [...line];
  if (letters.length <= MADE_MAX) return line;
  const cut = letters.slice(0, MADE_MAX - 1).join("");
  const lastSpace = cut.lastIndexOf(" ");
  return `${(lastSpace > MADE_MAX / 2 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`;
}
