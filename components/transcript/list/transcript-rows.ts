/** The rows of a transcript: what began a turn, each of its steps, its end, what happened between turns, and what is not on the page yet; pure. */

import { type Block, foldItems } from "@/lib/domain/transcript/folded-items";
import { isShown } from "@/lib/domain/transcript/transcript";
import type { Aside, Entry, RunItem, Turn } from "@/lib/domain/transcript/transcript-types";
import { type Gap, gapBefore, type Stretch } from "@/lib/domain/transcript/transcript-window";

/**
 * `from`: the first of a row's events that is on the page. `before`: when the entry above began, in milliseconds; null for the first.
 * `article`: rows of one turn that stand together have the same.
 */
type OfTurn = { key: string; article: string; turn: Turn; from: number };
export type TranscriptRow =
  /** `turn`: the event that began the turn of which the rest follows; null: what follows is whole. */
  | { kind: "gap"; key: string; gap: Gap; turn: number | null }
  | { kind: "aside"; key: string; entry: Aside; from: number; before: number | null }
  | (OfTurn & { kind: "opening"; before: number | null })
  /** Steps of the turn before event `from` are missing. */
  | (OfTurn & { kind: "earlier" })
  | (OfTurn & { kind: "step"; step: Block; isNewest: boolean; isLast: boolean })
  | (OfTurn & { kind: "foot" });
export type StepRow = Extract<TranscriptRow, { kind: "step" }>;

export const startOf = (entry: Entry): number => (entry.type === "turn" ? entry.startedAt : (entry.items[0]?.at ?? 0));

/** The newest tool call stands open, unless it only asks a person: then its question does. */
function openTool({ items }: Turn) {
  const newest = items.findLast((item) => item.type === "tool");
  const isQuestion = newest?.type === "tool" && items.some((item) => item.type === "question" && item.toolId === newest.toolId);
  return isQuestion ? undefined : newest;
}

/** A turn that changes is another one. */
const folded = new WeakMap<Turn, { steps: readonly Block[]; newest: ReturnType<typeof openTool> }>();

function stepsOf(turn: Turn) {
  const known = folded.get(turn);
  if (known) return known;
  const newest = openTool(turn);
  const found = { steps: foldItems(turn.items, newest), newest };
  folded.set(turn, found);
  return found;
}

type Place = { from: number; before: number | null; above: number; isPartial: boolean };

/** The rows of a turn. `above`: how many parts of it stand above, with its beginning. `isPartial`: steps are missing before the first. */
function turnRows(turn: Turn, { from, before, above, isPartial }: Place): TranscriptRow[] {
  const article = `turn-${turn.no}${above > 0 ? "-rest" : ""}${above > 1 ? `-${above}` : ""}`;
  const { steps, newest } = stepsOf(turn);
  const rows: TranscriptRow[] = above > 0 ? [] : [{ kind: "opening", key: article, article, turn, from: Math.max(turn.seq, from), before }];
  if (isPartial) rows.push({ kind: "earlier", key: `${article}-earlier`, article, turn, from: Math.max(from, steps[0]?.seq ?? 0) });
  for (const [index, step] of steps.entries()) {
    const isLast = index === steps.length - 1;
    const key = `${article}-${step.seq}`;
    rows.push({ kind: "step", key, article, turn, from: Math.max(step.seq, from), step, isNewest: step === newest, isLast });
  }
  rows.push({ kind: "foot", key: `${article}-foot`, article, turn, from });
  return rows;
}

/** Oldest first. A row keeps its key while its turn grows, also upwards. */
export function rowsOf(stretches: readonly Stretch[]): TranscriptRow[] {
  const rows: TranscriptRow[] = [];
  const parts = new Map<number, number>();
  let before: number | null = null;
  for (const [index, { transcript }] of stretches.entries()) {
    const [first] = transcript.entries;
    const gap = gapBefore(stretches, index);
    const cut = first?.type === "turn" && first.seq < transcript.from ? first : null;
    if (gap) rows.push({ kind: "gap", key: `gap-${index}`, gap, turn: cut?.seq ?? null });
    for (const entry of transcript.entries) {
      const from = Math.max(entry.seq, transcript.from);
      if (entry.type === "aside") rows.push({ kind: "aside", key: `aside-${entry.seq}`, entry, from, before });
      else if (isShown(entry)) {
        const above = parts.get(entry.no) ?? 0;
        rows.push(...turnRows(entry, { from, before, above, isPartial: gap !== null && entry === cut }));
        parts.set(entry.no, above + 1);
      } else continue;
      before = startOf(entry);
    }
  }
  return rows;
}

/** Which turns are on the page, for paper, which cannot fetch the others; null: all of them. */
export function loadedWords(rows: readonly TranscriptRow[]): string | null {
  const parts: number[][] = [[]];
  for (const row of rows) {
    if (row.kind === "gap") parts.push([]);
    else if ("article" in row) parts.at(-1)?.push(row.turn.no);
  }
  if (parts.length === 1) return null;
  const words = parts.flatMap((turns) => {
    const last = turns.at(-1);
    return last === undefined ? [] : turns[0] === last ? `turn ${last}` : `turns ${turns[0]} to ${last}`;
  });
  return `Only ${words.join(" and ")}: the rest of the conversation is not loaded.`;
}

const isInRun = ({ steps }: RunItem, seq: number): boolean =>
  steps.some((step) => step.seq === seq || (step.type === "tool" && step.result?.seq === seq));

/** Whether a step tells of an event that came after it: what a call gave back, what its run did. */
function tellsOf(step: Block, seq: number): boolean {
  if (step.type === "reads") return step.items.some((item) => tellsOf(item, seq));
  if (step.type === "run") return isInRun(step, seq);
  if (step.type === "command") return step.answer?.seq === seq;
  return step.type === "tool" && (step.result?.seq === seq || Boolean(step.trace?.run && isInRun(step.trace.run, seq)));
}

/** The row that event `seq` is in, or -1: it is not on the page. What ends a turn belongs to its last step. */
export function rowOfEvent(rows: readonly TranscriptRow[], seq: number): number {
  const told = rows.findLastIndex((row) =>
    row.kind === "step"
      ? row.step.seq === seq || tellsOf(row.step, seq)
      : row.kind === "aside" && row.entry.items.some((item) => item.seq === seq),
  );
  if (told >= 0) return told;
  const index = rows.findLastIndex(
    (row) => row.kind !== "foot" && row.kind !== "earlier" && (row.kind === "gap" ? row.gap.from : row.from) <= seq,
  );
  return rows[index]?.kind === "gap" ? -1 : index;
}

/** From a turn on or back: the row with which another begins, or the gap before that; what is missing of a turn that began above is none. */
export function rowBeside(rows: readonly TranscriptRow[], no: number, step: 1 | -1): number {
  const isOfTurn = (row: TranscriptRow) => "article" in row && row.turn.no === no;
  const isBeside = (row: TranscriptRow) =>
    row.kind === "opening" || (row.kind === "gap" && (row.turn === null || row.turn >= row.gap.from));
  let index = step > 0 ? rows.findLastIndex(isOfTurn) : rows.findIndex(isOfTurn);
  if (index < 0) return -1;
  let row: TranscriptRow | undefined;
  do {
    index += step;
    row = rows[index];
  } while (row && !isBeside(row));
  return index;
}

/** The row with which a turn begins, or the one `step` turns on; -1: it is not on the page. */
export function rowOfTurn(rows: readonly TranscriptRow[], no: number, step?: 1 | -1): number {
  if (!step) return rows.findIndex((row) => row.kind === "opening" && row.turn.no === no);
  const index = rowBeside(rows, no, step);
  return rows[index]?.kind === "opening" ? index : -1;
}
