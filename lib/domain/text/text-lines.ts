/** The lines of a text, with the CRs of their ends or without. */
export const withoutEnd = (line: string): string => (line.endsWith("\r") ? line.slice(0, -1) : line);

/** The lines of a text with the CRs of their ends; a line break at its end opens no further line. */
export function linesWithEnds(text: string): string[] {
  if (text === "") return [];
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** Without their ends. */
export const linesOf = (text: string): string[] => linesWithEnds(text).map(withoutEnd);
