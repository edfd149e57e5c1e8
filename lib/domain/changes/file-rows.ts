/** A changed file as rows: what went, what came, the known lines around them, and the gaps between. */
import { type Diff, type DiffLine, unseenCopy } from "@/lib/domain/diffs/diff-lines";
import { diffSequences, LINE_EDITS_MAX, placedSteps, type Step } from "@/lib/domain/diffs/sequence-diff";
import { countOf } from "@/lib/domain/text/count-of";
import type { KnownFile, NewLine } from "./known-file";

export type Row =
  | { kind: "same" | "removed"; before: number; after: number; text: string | null }
  /** `source`: the file that it was copied from. */
  | { kind: "added"; before: number; after: number; text: string | null; source: string | null }
  /** Lines nobody showed. */
  | { kind: "gap" }
  /** Many removed lines, or (an infinite count) all that there were, nobody knows how many. */
  | { kind: "removed-block"; before: number; count: number };

type Added = { text: NewLine; source: string | null };
type Kept = { kind: "kept"; from: number; count: number };
type Changed = { kind: "changed"; from: number; count: number; added: Added[] };
type Segment = Kept | Changed;

const CONTEXT = 3;
/** A longer stretch of removed lines is not compared line by line. */
const COMPARED_MAX = 20_000;

class Segments {
  readonly list: Segment[] = [];

  keep(from: number, count: number): void {
    const last = this.list.at(-1);
    if (last?.kind === "kept" && last.from + last.count === from) last.count += count;
    else this.list.push({ kind: "kept", from, count });
  }

  change(from: number, count: number, added: readonly Added[]): void {
    if (count <= 0 && added.length === 0) return;
    const last = this.list.at(-1);
    if (last?.kind !== "changed") this.list.push({ kind: "changed", from, count, added: [...added] });
    else {
      last.count += count;
      for (const line of added) last.added.push(line);
    }
  }
}

function segmentsOf(file: KnownFile): Segment[] {
  const segments = new Segments();
  let next = 1;
  for (const piece of file.pieces) {
    if (piece.kind === "new") {
      const { source } = piece;
      segments.change(
        next,
        0,
        piece.lines.map((text) => ({ text, source })),
      );
      continue;
    }
    segments.change(next, piece.from - next, []);
    segments.keep(piece.from, file.lastOf(piece) - piece.from + 1);
    next = file.lastOf(piece) + 1;
  }
  segments.change(next, (file.base.length ?? Number.POSITIVE_INFINITY) - next + 1 || 0, []);
  return segments.list;
}

/** A text nobody knows is equal to none. Null: there is nothing to compare, or too much. */
function stepsOf(file: KnownFile, { from, count, added }: Changed): Step[] | null {
  if (count === 0 || count > COMPARED_MAX) return null;
  const before = Array.from({ length: count }, (_, index) => file.base.lines.get(from + index) ?? index);
  const after = added.map(({ text }, index) => text ?? -1 - index);
  return diffSequences<string | number>(before, after, LINE_EDITS_MAX);
}

/** Lines that were taken away and put back are not changed. */
function compared(file: KnownFile, segments: readonly Segment[]): Segment[] {
  const result = new Segments();
  for (const segment of segments) {
    const { from } = segment;
    const steps = segment.kind === "changed" ? stepsOf(file, segment) : null;
    if (segment.kind === "kept") result.keep(from, segment.count);
    else if (!steps) result.change(from, segment.count, segment.added);
    else
      for (const { kind, count, x, y } of placedSteps(steps)) {
        if (kind === "same") result.keep(from + x, count);
        else if (kind === "removed") result.change(from + x, count, []);
        else result.change(from + x, 0, segment.added.slice(y, y + count));
      }
  }
  return result.list;
}

/** The known lines of a kept stretch that touch a change, and a gap for the rest. */
function contextRows(file: KnownFile, { from, count }: Kept, grown: number, isFirst: boolean, isLast: boolean): Row[] {
  const rowOf = (no: number): Row => ({ kind: "same", before: no, after: no + grown, text: file.base.lines.get(no) ?? null });
  const known = (no: number, step: 1 | -1) => {
    let length = 0;
    while (length < Math.min(CONTEXT, count) && file.base.lines.has(no + step * length)) length += 1;
    return length;
  };
  const head = isFirst ? 0 : known(from, 1);
  const tail = isLast ? 0 : known(from + count - 1, -1);
  const rows = (first: number, length: number) => Array.from({ length }, (_, index) => rowOf(first + index));
  if (head + tail >= count) return rows(from, count);
  return [...rows(from, head), { kind: "gap" }, ...rows(from + count - tail, tail)];
}

/** Every place of the file that differs from what it was. Empty: nothing does. */
export function rowsOf(file: KnownFile): Row[] {
  const segments = compared(file, segmentsOf(file));
  const rows: Row[] = [];
  if (!segments.some(({ kind }) => kind === "changed")) return rows;
  let grown = 0;
  for (const [index, segment] of segments.entries()) {
    const { from, count } = segment;
    if (segment.kind === "kept") {
      rows.push(...contextRows(file, segment, grown, index === 0, index === segments.length - 1));
      continue;
    }
    if (!Number.isFinite(count) || count > COMPARED_MAX) rows.push({ kind: "removed-block", before: from, count });
    else
      for (let no = from; no < from + count; no += 1)
        rows.push({ kind: "removed", before: no, after: no + grown, text: file.base.lines.get(no) ?? null });
    for (const [place, line] of segment.added.entries())
      rows.push({ kind: "added", before: from + count, after: from + grown + place, ...line });
    grown += segment.added.length - count;
  }
  return rows;
}

const removedWords = (first: number, last: number): string => (first === last ? `line ${first} removed` : `lines ${first}–${last} removed`);

type LineRow = Exclude<Row, { kind: "gap" | "removed-block" }>;

/** Another line without a text that is said together with this one. */
const goesOn = (row: LineRow, next: Row | undefined): boolean =>
  next?.kind === row.kind && next.text === null && (next.kind !== "added" || row.kind !== "added" || next.source === row.source);

function unseenWords(row: LineRow, count: number): string {
  if (row.kind === "removed") return removedWords(row.before, row.before + count - 1);
  return row.kind === "added" && row.source !== null ? unseenCopy(count, row.source) : `${countOf(count, "line")} added`;
}

/** How many rows from this one on are said in one line. */
function saidTogether(rows: readonly Row[], index: number): number {
  const row = rows[index];
  let count = 1;
  if (!row || row.kind === "gap" || row.kind === "removed-block" || row.text !== null) return count;
  while (goesOn(row, rows[index + count])) count += 1;
  return count;
}

function blockWords({ before, count }: Extract<Row, { kind: "removed-block" }>): string {
  if (Number.isFinite(count)) return removedWords(before, before + count - 1);
  return before === 1 ? "all lines removed" : `all lines from ${before} on removed`;
}

/** `count`: so many rows, of which this is the first. */
function lineOf(row: Row, count: number): DiffLine {
  if (row.kind === "gap") return { kind: "skipped", text: "" };
  if (row.kind === "removed-block") return { kind: "skipped", text: blockWords(row) };
  if (row.text === null) return { kind: "skipped", text: unseenWords(row, count) };
  const { kind, text } = row;
  return { kind, before: kind === "added" ? null : row.before, after: kind === "removed" ? null : row.after, text };
}

/** The rows as a change to be drawn: lines whose text is not on record are counted and said. */
function diffOfRows(rows: readonly Row[]): Diff {
  const diff: Diff = { lines: [], added: 0, removed: 0 };
  for (let index = 0, count = 1; index < rows.length; index += count) {
    const row = rows[index];
    if (!row) break;
    count = saidTogether(rows, index);
    diff.lines.push(lineOf(row, count));
    if (row.kind === "added") diff.added += count;
    if (row.kind === "removed") diff.removed += count;
    if (row.kind === "removed-block" && Number.isFinite(row.count)) diff.removed += row.count;
  }
  return diff;
}

/** All that differs of a file, part by part: a stretch with its rows, or a change whose line numbers are not known. */
export function joinedDiff(drawn: readonly ({ rows: readonly Row[] } | { rows: null; part: { diff: Diff; isAtEnd: boolean } })[]): Diff {
  const whole: Diff = { lines: [], added: 0, removed: 0 };
  for (const one of drawn) {
    const diff = one.rows ? diffOfRows(one.rows) : one.part.diff;
    if (diff.lines.length === 0) continue;
    if (!one.rows) whole.lines.push({ kind: "skipped", text: one.part.isAtEnd ? "at the end of the file:" : "somewhere in the file:" });
    else if (whole.lines.length > 0) whole.lines.push({ kind: "skipped", text: "" });
    for (const line of diff.lines) whole.lines.push(line);
    whole.added += diff.added;
    whole.removed += diff.removed;
  }
  return whole;
}
