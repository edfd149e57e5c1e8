/** What is worked out of a text besides drawing it: the colours of code, the words of a change. Made and asked for on the page, done elsewhere. */
import { type ChangeLine, changesIn, type LinePair, WORDS_LINE_MAX } from "@/lib/domain/diffs/change-parts";
import type { DiffLine } from "@/lib/domain/diffs/diff-lines";
import type { SpanTable } from "./text-spans";

/** Code is in a language by the name of its file, or by what people call it. */
export type CodeLanguage = { by: "path" | "name"; called: string };

export type TextJob =
  | { kind: "colours"; language: CodeLanguage; lines: readonly string[] }
  | { kind: "words"; lines: readonly ChangeLine[] };

/** `pairs`: lines of a change that became each other. */
export type TextAnswer = { spans: SpanTable; pairs: readonly LinePair[] };

/** A job under a name that says all that goes into it. */
export type NamedJob = { name: string; job: TextJob };
const named = (job: TextJob): NamedJob => ({ name: JSON.stringify(job), job });

/** More lines than this stand plain, and longer lines too, which are machine-made: colour must never make anybody wait. */
export const COLOURED_LINES = 400;
export const COLOURED_LINE_MAX = 500;
const CALLED_MAX = 500;

/** Null: the code stands plain. */
export function coloursJob(lines: readonly string[], { by, called: path }: CodeLanguage): NamedJob | null {
  const called = path.slice(path.lastIndexOf("/") + 1);
  if (called === "" || called.length > CALLED_MAX) return null;
  // What is not coloured need not go anywhere.
  const coloured = lines.slice(0, COLOURED_LINES).map((line) => (line.length > COLOURED_LINE_MAX ? "" : line));
  if (coloured.every((line) => line === "")) return null;
  return named({ kind: "colours", language: { by, called }, lines: coloured });
}

/** Null: nothing in it became something else. */
export function wordsJob(lines: readonly DiffLine[]): NamedJob | null {
  if (!changesIn(lines).some(({ from, middle, end }) => middle > from && end > middle)) return null;
  const compared = lines.map(({ kind, text }): ChangeLine => {
    const isCompared = kind === "removed" || kind === "added";
    return { kind, text: !isCompared || text.length > WORDS_LINE_MAX ? null : text };
  });
  return named({ kind: "words", lines: compared });
}

/** About how much it is to do and to keep, in characters. */
export const sizeOfJob = ({ name }: NamedJob): number => name.length;
