/** The change a file tool reports, as lines with their numbers before and after. */

export type DiffLine =
  | { kind: "same" | "added" | "removed"; before: number | null; after: number | null; text: string }
  /** Lines that are not shown, or removed ones whose text was not reported. */
  | { kind: "skipped"; text: string };
export type Diff = { lines: DiffLine[]; added: number; removed: number };

const NUMBERED = /^(\+)?(\d+):[0-9a-z]{1,4}\|(.*)$/s;
const REMOVED = /^-(\d+):[0-9a-z]{1,4}(?:\.\.\d+:[0-9a-z]{1,4})? \((\d+) lines?\)$/;

const linesOf = (text: string): string[] => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));

class DiffReader {
  readonly lines: DiffLine[] = [];
  added = 0;
  removed = 0;
  /** The removed lines, when they are known: used only while they add up with what the result says. */
  readonly #old: readonly string[];

  constructor(old: readonly string[]) {
    this.#old = old;
  }

  /** False when the line is none of a diff's. */
  read(line: string): boolean {
    if (line === "...") return this.lines.push({ kind: "skipped", text: "" }) > 0;
    if (line.startsWith("shift:")) return true;
    const removed = REMOVED.exec(line);
    if (removed) return this.#remove(Number(removed[1]), Number(removed[2]));
    const numbered = NUMBERED.exec(line);
    if (!numbered) return false;
    const [, sign, no, text = ""] = numbered;
    const after = Number(no);
    if (sign) this.added += 1;
    this.lines.push(
      sign ? { kind: "added", before: null, after, text } : { kind: "same", before: after - this.added + this.removed, after, text },
    );
    return true;
  }

  #remove(first: number, count: number): boolean {
    const isKnown = this.#old.length === count;
    if (isKnown)
      this.lines.push(...this.#old.map((text, index) => ({ kind: "removed" as const, before: first + index, after: null, text })));
    else this.lines.push({ kind: "skipped", text: count === 1 ? `line ${first} removed` : `lines ${first}–${first + count - 1} removed` });
    this.removed += count;
    return true;
  }
}

/**
 * The whole lines that were replaced. The call names only the text between them: what stands before and after it on its first and
 * last line is the same in the new lines, which the result shows.
 */
function removedLines(lines: readonly string[], replaced: { oldText: string; newText: string } | null): string[] {
  if (!replaced || lines.filter((line) => REMOVED.test(line)).length !== 1) return [];
  const added = lines.flatMap((line) => (line.startsWith("+") ? [NUMBERED.exec(line)?.[3] ?? ""] : [])).join("\n");
  const { oldText, newText } = replaced;
  for (let at = added.indexOf(newText); at >= 0 && newText !== ""; at = added.indexOf(newText, at + 1)) {
    const before = added.slice(0, at);
    const after = added.slice(at + newText.length);
    if (!before.includes("\n") && !after.includes("\n")) return `${before}${oldText}${after}`.split("\n");
  }
  return linesOf(oldText);
}

/** Reads an edit's result; null when it is no diff. `replaced`: what the call says it put in the place of what. */
export function parseEditResult(content: string, replaced: { oldText: string; newText: string } | null): Diff | null {
  const lines = linesOf(content);
  const reader = new DiffReader(removedLines(lines, replaced));
  const isDiff = lines.length > 0 && lines.every((line) => line === "" || reader.read(line));
  if (!isDiff || reader.added + reader.removed === 0) return null;
  const { lines: read, added, removed } = reader;
  return { lines: read, added, removed };
}

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

/** A new file: every line is added. */
export function diffOfNewFile(text: string): Diff {
  const lines = linesOf(text).map((line, index) => ({ kind: "added" as const, before: null, after: index + 1, text: line }));
  return { lines, added: lines.length, removed: 0 };
}
