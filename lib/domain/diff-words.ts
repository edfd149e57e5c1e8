/** Which words of a changed line differ: lines of a change are paired with what they became, and their words compared. */
import type { DiffLine } from "./diff-lines";
import { diffSequences } from "./sequence-diff";

export type WordSpan = { text: string; isChanged: boolean };
type Sides = { before: WordSpan[]; after: WordSpan[] };

/** Longer lines, and lines that differ in more places, stand as wholly changed. */
const LINE_MAX = 2_000;
const WORD_EDITS_MAX = 300;
/** So many pairs of lines of one change are weighed against each other; larger changes are paired by their place. */
const PAIRS_MAX = 900;
/** Less in common than this: another line, not the same one changed. */
const LIKENESS_MIN = 0.35;

/** A word, a stretch of blanks, or one sign with all that belongs to it: an emoji's parts, a letter's accents. */
const WORD =
  /[\p{L}\p{N}_][\p{L}\p{N}_\p{M}]*|\s+|\p{Extended_Pictographic}[\p{M}\p{Emoji_Modifier}]*(?:\u200d\p{Extended_Pictographic}[\p{M}\p{Emoji_Modifier}]*)*|\P{M}\p{M}*|\p{M}+/gu;

const wordsOf = (line: string): string[] => (line.length > LINE_MAX ? [line] : (line.match(WORD) ?? []));
const isBlank = (text: string): boolean => text.trim() === "";

/** Two lines' share of common words by weight, 0 to 1; their order does not count. */
function likeness(before: readonly string[], after: readonly string[]): number {
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
function compareWords(before: readonly string[], after: readonly string[]): Sides | null {
  if (likeness(before, after) < LIKENESS_MIN) return null;
  const steps = diffSequences(before, after, WORD_EDITS_MAX);
  if (!steps) return null;
  const sides: Sides = { before: [], after: [] };
  let x = 0;
  let y = 0;
  for (const { kind, count } of steps) {
    if (kind !== "added") sides.before.push({ text: before.slice(x, x + count).join(""), isChanged: kind === "removed" });
    if (kind !== "removed") sides.after.push({ text: after.slice(y, y + count).join(""), isChanged: kind === "added" });
    if (kind !== "added") x += count;
    if (kind !== "removed") y += count;
  }
  return { before: joined(sides.before), after: joined(sides.after) };
}

type Pair = readonly [before: number, after: number];

/** Pairs in order whose likeness sums up to the most. */
function bestPairs(before: readonly string[][], after: readonly string[][]): Pair[] {
  const width = after.length + 1;
  const best = new Float64Array((before.length + 1) * width);
  const likes = new Float64Array(before.length * width);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const like = likeness(before[i] ?? [], after[j] ?? []);
      likes[i * width + j] = like;
      const paired = like < LIKENESS_MIN ? 0 : like + (best[(i + 1) * width + j + 1] ?? 0);
      best[i * width + j] = Math.max(paired, best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
    }
  }
  const pairs: Pair[] = [];
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

function pairsOf(before: readonly string[][], after: readonly string[][]): Pair[] {
  if (before.length * after.length <= PAIRS_MAX) return bestPairs(before, after);
  return before.length === after.length ? before.map((_, index) => [index, index] as const) : [];
}

export type MarkedWords = ReadonlyMap<number, readonly WordSpan[]>;

/** Marks from `from` on, whole changes, until `enough` lines were looked at; `next` is where to go on: never inside a change. */
export function markSomeWords(
  lines: readonly DiffLine[],
  marked: Map<number, readonly WordSpan[]>,
  { from, enough }: { from: number; enough: number },
): { next: number } {
  const stop = Math.min(lines.length, from + enough);
  let next = from;
  while (next < stop) {
    let middle = next;
    while (lines[middle]?.kind === "removed") middle += 1;
    let end = middle;
    while (lines[end]?.kind === "added") end += 1;
    if (middle > next && end > middle) {
      const before = lines.slice(next, middle).map(({ text }) => wordsOf(text));
      const after = lines.slice(middle, end).map(({ text }) => wordsOf(text));
      for (const [i, j] of pairsOf(before, after)) {
        const sides = compareWords(before[i] ?? [], after[j] ?? []);
        if (!sides) continue;
        marked.set(next + i, sides.before);
        marked.set(middle + j, sides.after);
      }
    }
    next = Math.max(end, next + 1);
  }
  return { next };
}

/** The words of each changed line that was paired, by the line's place; lines that are not in it changed as a whole. */
export function markWords(lines: readonly DiffLine[]): MarkedWords {
  const marked = new Map<number, readonly WordSpan[]>();
  markSomeWords(lines, marked, { from: 0, enough: lines.length });
  return marked;
}

/** Two lines side by side, by their places in the change; null: nothing stands there. */
export type SplitRow = { left: number | null; right: number | null };

/** The change in two columns: what was on the left, what is on the right, lines that became each other in one row. */
export function splitLines(lines: readonly DiffLine[]): SplitRow[] {
  const rows: SplitRow[] = [];
  for (let from = 0; from < lines.length; ) {
    let middle = from;
    while (lines[middle]?.kind === "removed") middle += 1;
    let end = middle;
    while (lines[end]?.kind === "added") end += 1;
    if (end === from) {
      rows.push({ left: from, right: from });
      from += 1;
      continue;
    }
    const before = lines.slice(from, middle).map(({ text }) => wordsOf(text));
    const after = lines.slice(middle, end).map(({ text }) => wordsOf(text));
    let x = 0;
    let y = 0;
    for (const [i, j] of [...pairsOf(before, after), [before.length, after.length] as const]) {
      for (; x < i || y < j; x += x < i ? 1 : 0, y += y < j ? 1 : 0)
        rows.push({ left: x < i ? from + x : null, right: y < j ? middle + y : null });
      if (i === before.length && j === after.length) break;
      rows.push({ left: from + i, right: middle + j });
      x = i + 1;
      y = j + 1;
    }
    from = end;
  }
  return rows;
}
