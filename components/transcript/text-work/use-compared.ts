"use client";
import { useMemo } from "react";
import { type LinePair, partsOf, type SplitRow, splitLines } from "@/lib/domain/diffs/change-parts";
import type { DiffLine } from "@/lib/domain/diffs/diff-lines";
import type { WordSpan } from "@/lib/domain/diffs/diff-words";
import { wordsJob } from "@/lib/domain/text-work/text-job";
import { stretchesOf } from "@/lib/domain/text-work/text-spans";
import { type Answered, useAnswers } from "./use-answers";

/** So many lines are compared at once: of a long change, what stands already is not compared again when more of it is shown. */
const PART = 200;

type Compared = { lines: readonly DiffLine[]; words: readonly (readonly WordSpan[] | undefined)[]; pairs: readonly LinePair[] };

function comparedOf({ parts, answers }: Answered<DiffLine>): Compared {
  const lines: DiffLine[] = [];
  const words: (WordSpan[] | undefined)[] = [];
  const pairs: LinePair[] = [];
  for (const [no, part] of parts.entries()) {
    const answer = answers[no];
    for (const [before, after] of answer?.pairs ?? []) pairs.push([lines.length + before, lines.length + after]);
    for (const [index, { text }] of part.lines.entries()) {
      const stretches = answer ? stretchesOf(answer.spans, index, text) : [];
      words.push(stretches.length > 0 ? stretches.map((one) => ({ text: one.text, isChanged: one.tone === 1 })) : undefined);
    }
    lines.push(...part.lines);
  }
  return { lines, words, pairs };
}

function useCompared(lines: readonly DiffLine[]): Compared | null {
  const parts = useMemo(() => {
    return partsOf(lines, PART).map(({ from, end }) => {
      const some = lines.slice(from, end);
      return { lines: some, named: wordsJob(some) };
    });
  }, [lines]);
  const answered = useAnswers(parts);
  return useMemo(() => answered && comparedOf(answered), [answered]);
}

const isSame = (one: DiffLine | undefined, other: DiffLine): boolean =>
  one === other || (one?.kind === other.kind && one.text === other.text);

/** The words that differ in each line, as soon as they are known: a mark moves nothing. Undefined: the line changed as a whole. */
export function useMarkedWords(lines: readonly DiffLine[]): Compared["words"] {
  const compared = useCompared(lines);
  return useMemo(
    () => lines.map((line, index) => (isSame(compared?.lines[index], line) ? compared?.words[index] : undefined)),
    [lines, compared],
  );
}

/** The lines in two columns, with the words that differ; null until it is known which line became which. More of them come together with their words. */
export function useSplitRows(lines: readonly DiffLine[]): (Compared & { rows: SplitRow[] }) | null {
  const compared = useCompared(lines);
  return useMemo(() => compared && { ...compared, rows: splitLines(compared.lines, compared.pairs) }, [compared]);
}
