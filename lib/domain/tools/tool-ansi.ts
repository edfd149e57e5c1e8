/** What a terminal was sent, line by line, as styled text: colours are kept, everything else a program can order is dropped or shown. */
import { visibleText } from "@/lib/domain/text/visible-text";
export type Tint = "red" | "green" | "yellow" | "blue" | "muted";
export type StyledSpan = { text: string; tint: Tint | null; isBold: boolean };

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the terminal's own control sequences
const SEQUENCE = /\u001b\[([0-9;:?<=>]*)[ -/]*([@-~])|\u001b[\]PX^_][^\u0007\u001b\n]*(?:\u0007|\u001b\\)|\u001b(?:[()*+]\w|[@-OQ-WYZ\\])/g;

/** The 16 colours of a terminal as the ones of the page; the others keep the plain one. */
const TINTS: readonly (Tint | null)[] = ["muted", "red", "green", "yellow", "blue", "blue", "blue", null];

type Style = { tint: Tint | null; isBold: boolean };

/** After 38, 48 or 58 come the numbers of a colour that are no codes of their own. */
const colourLength = (codes: readonly number[], at: number): number => (codes[at + 1] === 5 ? 2 : codes[at + 1] === 2 ? 4 : 0);

function styleAfter(style: Style, parameters: string): Style {
  // orders of a terminal's own; and what stands between colons are shades and underlines, which the page has not
  if (/^[<=>?]/.test(parameters)) return style;
  const codes = (parameters === "" ? "0" : parameters)
    .split(";")
    .filter((code) => !code.includes(":"))
    .map(Number);
  let { tint, isBold } = style;
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    if (code === 0) [tint, isBold] = [null, false];
    else if (code === 1) isBold = true;
    else if (code === 2) tint = "muted";
    else if (code === 22) [tint, isBold] = [tint === "muted" ? null : tint, false];
    else if (code === 39) tint = null;
    else if (code >= 30 && code <= 37) tint = TINTS[code - 30] ?? null;
    else if (code >= 90 && code <= 97) tint = TINTS[code - 90] ?? null;
    else if (code === 38 || code === 48 || code === 58) at += colourLength(codes, at);
  }
  return { tint, isBold };
}

/** Of a line that was written over, what stood there at the end. */
const lastState = (line: string): string => {
  if (!line.includes("\r")) return line;
  return line.split("\r").findLast((part) => part !== "") ?? "";
};

/** One line without any of it: what is searched and copied. */
export const plainLine = (line: string): string => visibleText(lastState(line).replace(SEQUENCE, ""));

/** Lines as spans; a colour reaches into the next line until it is reset. */
export function styledLines(lines: readonly string[]): StyledSpan[][] {
  let style: Style = { tint: null, isBold: false };
  return lines.map((raw) => {
    const line = lastState(raw);
    const spans: StyledSpan[] = [];
    const add = (text: string) => {
      if (text !== "") spans.push({ text: visibleText(text), ...style });
    };
    let from = 0;
    for (const found of line.matchAll(SEQUENCE)) {
      add(line.slice(from, found.index));
      from = found.index + found[0].length;
      if (found[2] === "m") style = styleAfter(style, found[1] ?? "");
    }
    add(line.slice(from));
    return spans;
  });
}
