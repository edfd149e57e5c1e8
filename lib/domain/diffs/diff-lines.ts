/** A change as lines with their numbers before and after. */
import { countOf } from "@/lib/domain/text/count-of";
import { linesOf } from "@/lib/domain/text/text-lines";
import { visibleText } from "@/lib/domain/text/visible-text";
export type DiffLine =
  | { kind: "same" | "added" | "removed"; before: number | null; after: number | null; text: string }
  /** Lines that are not shown, or removed ones whose text was not reported. */
  | { kind: "skipped"; text: string };
/** So many lines differ in their ends only, which are these now. */
export type LineEnds = { count: number; to: "lf" | "crlf" | "mixed" };
export type Diff = { lines: DiffLine[]; added: number; removed: number; ends?: LineEnds | undefined };

/** What the call itself says it changes, when the result does not show it: line numbers unknown. */
export function diffOfTexts(oldText: string, newText: string): Diff {
  const before = linesOf(oldText);
  const after = linesOf(newText);
  const lines: DiffLine[] = [
    ...before.map((text) => ({ kind: "removed" as const, before: null, after: null, text })),
    ...after.map((text) => ({ kind: "added" as const, before: null, after: null, text })),
  ];
  return { lines, added: after.length, removed: before.length };
}

/** What stands for lines that were copied and not shown. */
export const unseenCopy = (count: number, source: string): string =>
  `${countOf(count, "line")} copied from ${visibleText(source) || "a file"}, not seen by this session`;

/** Lines of another file, where nobody can number them; null: one that was not shown. */
export function diffOfCopy(texts: readonly (string | null)[], source: string): Diff {
  const lines: DiffLine[] = [];
  let unseen = 0;
  const sayUnseen = () => {
    if (unseen === 0) return;
    lines.push({ kind: "skipped", text: unseenCopy(unseen, source) });
    unseen = 0;
  };
  for (const text of texts) {
    if (text === null) {
      unseen += 1;
      continue;
    }
    sayUnseen();
    lines.push({ kind: "added", before: null, after: null, text });
  }
  sayUnseen();
  return { lines, added: texts.length, removed: 0 };
}

/** A new file: every line is added. */
export function diffOfNewFile(text: string): Diff {
  const lines = linesOf(text).map((line, index) => ({ kind: "added" as const, before: null, after: index + 1, text: line }));
  return { lines, added: lines.length, removed: 0 };
}
