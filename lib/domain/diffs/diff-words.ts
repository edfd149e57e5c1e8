/** Which words of a changed line differ: lines of a change are paired with what they became, and their words compared. */
import { type ChangeLine, changesIn, type LinePair, WORDS_LINE_MAX } from "./change-parts";
import { diffSequences, placedSteps } from "./sequence-diff";

export type WordSpan = { text: string; isChanged: boolean };
type Sides = { before: WordSpan[]; after: WordSpan[] };

/** Lines that differ in more places stand as wholly changed. */
const WORD_EDITS_MAX = 300;
/** So many pairs of lines of one change are weighed against each other; larger changes are paired by their place, and much larger ones not at all. */
const PAIRS_MAX = 900;
const CHANGE_MAX = 2_000;
/** Less in common than this: another line, not the same one changed. */
const LIKENESS_MIN = 0.35;

/** A word, a stretch of blanks, or one sign with all that belongs to it: an emoji's parts, a letter's accents. */
const WORD =
  /[\p{L}\p{N}_][\p{L}\p{N}_\p{M}]*|\s+|\p{Extended_Pictographic}[\p{M}\p{Emoji_Modifier}]*(?:\u200d\p{Extended_Pictographic}[\p{M}\p{Emoji_Modifier}]*)*|\P{M}\p{M}*|\p{M}+/gu;

/** Null: the line is not compared. */
type Words = readonly string[] | null;
const wordsOf = ({ text }: ChangeLine): Words => (text === null || text.length > WORDS_LINE_MAX ? null : (text.match(WORD) ?? []));
const isBlank = (text: string): boolean => text.trim() === "";

/** Two lines' share of common words by weight, 0 to 1; their order does not count. */
function likeness(before: Words, after: Words): number {
  if (!before || !after) return 0;
  const counts = new Map<string, number>();
  let total = 0;
  let common = 0;
  for (const word of before) {
    if (isBlank(word)) continue;
    counts.set(word, (counts.get(word) ?? 0) + 1);
    total += word.length;
  }
  for (const word of after) {
    if (isBlank(word)) continue;
    total += word.length;
    const left = counts.get(word) ?? 0;
    if (left === 0) continue;
    counts.set(word, left - 1);
    common += word.length;
  }
  return total === 0 ? 1 : (2 * common) / total;
}

/** A blank between two changed words changed with them: one mark instead of two. */
function joined(spans: readonly WordSpan[]): WordSpan[] {
  const result: WordSpan[] = [];
  for (const [index, { text, isChanged }] of spans.entries()) {
    const changed = isChanged || (isBlank(text) && (spans[index - 1]?.isChanged ?? false) && (spans[index + 1]?.isChanged ?? false));
    const last = result.at(-1);
    if (last?.isChanged === changed) last.text += text;
    else result.push({ text, isChanged: changed });
  }
  return result;
}

/** Null: the lines have too little in common, or cost too much to compare. */
function compareWords(before: Words, after: Words): Sides | null {
  if (!before || !after || likeness(before, after) < LIKENESS_MIN) return null;
  const steps = diffSequences(before, after, WORD_EDITS_MAX);
  if (!steps) return null;
  const sides: Sides = { before: [], after: [] };
  for (const { kind, count, x, y } of placedSteps(steps)) {
    if (kind !== "added") sides.before.push({ text: before.slice(x, x + count).join(""), isChanged: kind === "removed" });
    if (kind !== "removed") sides.after.push({ text: after.slice(y, y + count).join(""), isChanged: kind === "added" });
  }
  return { before: joined(sides.before), after: joined(sides.after) };
}

/** Pairs in order whose likeness sums up to the most. */
function bestPairs(before: readonly Words[], after: readonly Words[]): LinePair[] {
  const width = after.length + 1;
  const best = new Float64Array((before.length + 1) * width);
  const likes = new Float64Array(before.length * width);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const like = likeness(before[i] ?? null, after[j] ?? null);
      likes[i * width + j] = like;
      const paired = like < LIKENESS_MIN ? 0 : like + (best[(i + 1) * width + j + 1] ?? 0);
      best[i * width + j] = Math.max(paired, best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
    }
  }
  const pairs: LinePair[] = [];
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    const here = best[i * width + j] ?? 0;
    const like = likes[i * width + j] ?? 0;
    if (like >= LIKENESS_MIN && here === like + (best[(i + 1) * width + j + 1] ?? 0)) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (here === best[(i + 1) * width + j]) i += 1;
    else j += 1;
  }
  return pairs;
}

function pairsOf(before: readonly Words[], after: readonly Words[]): LinePair[] {
  if (before.length * after.length <= PAIRS_MAX) return bestPairs(before, after);
  return before.length === after.length ? before.map((_, index) => [index, index] as const) : [];
}

type ComparedLines = {
  /** The words of each changed line that was paired, by the line's place; lines that are not in it changed as a whole. */
  marked: ReadonlyMap<number, readonly WordSpan[]>;
  /** Places of lines that became each other, in order. */
  pairs: readonly LinePair[];
};

/** Pairs the lines of each change and compares their words. */
export function compareLines(lines: readonly ChangeLine[]): ComparedLines {
  const marked = new Map<number, readonly WordSpan[]>();
  const pairs: LinePair[] = [];
  for (const { from, middle, end } of changesIn(lines)) {
    if (middle === from || end === middle || end - from > CHANGE_MAX) continue;
    const before = lines.slice(from, middle).map(wordsOf);
    const after = lines.slice(middle, end).map(wordsOf);
    for (const [i, j] of pairsOf(before, after)) {
      pairs.push([from + i, middle + j]);
      const sides = compareWords(before[i] ?? null, after[j] ?? null);
      if (!sides) continue;
      marked.set(from + i, sides.before);
      marked.set(middle + j, sides.after);
    }
  }
  return { marked, pairs };
}
