/** The rows of a transcript: turns, what happened between them, and what is not on the page yet; pure. */

import { describeTool, paramsOf, word } from "@/lib/domain/tool-call";
import { type Block, foldItems } from "@/lib/domain/tool-fold";
import { isShown } from "@/lib/domain/transcript";
import type { Entry, ToolItem } from "@/lib/domain/transcript-types";
import { type Gap, gapBefore, type Stretch } from "@/lib/domain/transcript-window";

export type TranscriptRow =
  /** `turn`: the event that began the turn of which the rest follows; null: what follows is whole. */
  | { kind: "gap"; key: string; gap: Gap; turn: number | null }
  /** `from`: the first of its events that is on the page. `before`: when the entry above began, in milliseconds; null for the first. `isRest`: its beginning has a row of its own. */
  | { kind: "entry"; key: string; entry: Entry; from: number; before: number | null; isRest: boolean };

/** What a turn is called among the rows. */
export const turnKey = (no: number): string => `turn-${no}`;

export const startOf = (entry: Entry): number => (entry.type === "turn" ? entry.startedAt : (entry.items[0]?.at ?? 0));

const nameOf = (entry: Entry): string => (entry.type === "turn" ? turnKey(entry.no) : `aside-${entry.seq}`);

/** Oldest first. A row keeps its key while its turn grows, also upwards. */
export function rowsOf(stretches: readonly Stretch[]): TranscriptRow[] {
  const rows: TranscriptRow[] = [];
  const names = new Set<string>();
  let before: number | null = null;
  for (const [index, { transcript }] of stretches.entries()) {
    const [first] = transcript.entries;
    const gap = gapBefore(stretches, index);
    const turn = first?.type === "turn" && first.seq < transcript.from ? first.seq : null;
    if (gap) rows.push({ kind: "gap", key: `gap-${index}`, gap, turn });
    for (const entry of transcript.entries) {
      if (entry.type === "turn" && !isShown(entry)) continue;
      const name = nameOf(entry);
      const isRest = names.has(name);
      names.add(name);
      rows.push({ kind: "entry", key: isRest ? `${name}-rest` : name, entry, from: Math.max(entry.seq, transcript.from), before, isRest });
      before = startOf(entry);
    }
  }
  return rows;
}

const LINE = 24;
/** Characters of a line of prose at the usual width. */
const LINE_LENGTH = 90;

const proseHeight = (text: string): number => LINE * Math.ceil(text.length / LINE_LENGTH);

const CODE_LINE = 19;
/** More lines of a change come in pieces. */
const DIFF_LINES = 60;
const countLines = (text: string): number => (text === "" ? 0 : text.split("\n", DIFF_LINES).length);

/** A change stands open: what went, what came, and what is around it. */
function editHeight({ params: raw, result }: ToolItem): number {
  const params = paramsOf(raw);
  const lines =
    countLines(word(params, "old_text", "old_str")) + countLines(result?.content ?? word(params, "content", "new_text", "new_str"));
  return 56 + CODE_LINE * Math.min(DIFF_LINES, lines);
}

function stepHeight(item: Block): number {
  if (item.type === "reply") return 16 + proseHeight(item.content);
  if (item.type !== "tool") return 38;
  if (item.result?.success === false) return 160;
  return describeTool(item.tool, item.server, item.params).kind === "edit" ? editHeight(item) : 38;
}

function entryHeight(entry: Entry): number {
  if (entry.type === "aside") return 20 + 24 * entry.items.length;
  const { cause, items } = entry;
  const opening = cause.kind === "person" ? proseHeight(cause.text) : LINE;
  return 110 + opening + shownSteps(foldItems(items, undefined)).reduce((sum, step) => sum + stepHeight(step), 0);
}

/** An entry that changes is another one. */
const heights = new WeakMap<Entry, number>();

/** About how high a row will be, in pixels, before it was ever drawn. */
export function estimateRow(row: TranscriptRow | undefined): number {
  if (!row) return 0;
  if (row.kind === "gap") return 96;
  const known = heights.get(row.entry);
  if (known !== undefined) return known;
  const height = entryHeight(row.entry);
  heights.set(row.entry, height);
  return height;
}

/** The most steps of a turn that are drawn before somebody asks for more. */
export const STEPS_SHOWN = 40;
/** So many of them go at once: all that stays moves then, which must not be at every step that comes. */
const STEPS_GO = 8;

/** The newest steps. */
export const shownSteps = <S>(steps: readonly S[]): readonly S[] =>
  steps.slice(Math.ceil(Math.max(0, steps.length - STEPS_SHOWN) / STEPS_GO) * STEPS_GO);

/** The row that event `seq` is in, or -1: it is not on the page. */
export function rowOfEvent(rows: readonly TranscriptRow[], seq: number): number {
  const index = rows.findLastIndex((row) => (row.kind === "gap" ? row.gap.from : row.from) <= seq);
  return rows[index]?.kind === "entry" ? index : -1;
}
