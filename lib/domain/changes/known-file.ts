/** What is known of one file: the text it had, as far as a tool ever showed it, and what stands in it now. */

import { linesWithEnds, withoutEnd } from "@/lib/domain/text/text-lines";

/** Null: written, but its text is not on record. With a CR where the line is known to end so; without one it ends with LF, or nobody said how. */
export type NewLine = string | null;
/** A stretch of the file as it was (by its old numbers, `to` may be open), or lines that were written since, out of `source` when they were copied. */
export type Piece = { kind: "kept"; from: number; to: number } | { kind: "new"; lines: readonly NewLine[]; source: string | null };
/** Facts about the file as it was: they hold for every later state of it, so all copies share them. */
type Base = { lines: Map<number, string>; length: number | null; hasCr: boolean };
/** How the last line ends: as it always did, without a line break, with one, or nobody can say. */
export type FileEnd = "same" | "bare" | "break" | "unknown";

/** Of longer files the first lines say how most of them end. */
const COUNTED_MAX = 20_000;

type Place = { piece: Piece; index: number; offset: number };

export class KnownFile {
  readonly base: Base;
  pieces: readonly Piece[];
  end: FileEnd;
  /** What was learnt since `begin`, to be forgotten when it turns out that the file is another one. */
  #learnt: number[] = [];
  #lengthBefore: number | null = null;
  /** Lines that were copied since `begin`, and may be changed in place: all others are shared. */
  #own = new WeakSet<readonly NewLine[]>();

  private constructor(base: Base, pieces: readonly Piece[], end: FileEnd) {
    this.base = base;
    this.pieces = pieces;
    this.end = end;
  }

  /** A file of which nothing is known yet. */
  static unseen(): KnownFile {
    return new KnownFile(
      { lines: new Map(), length: null, hasCr: false },
      [{ kind: "kept", from: 1, to: Number.POSITIVE_INFINITY }],
      "same",
    );
  }

  /** A file that was not there, and now has this text. */
  static created(text: string, end: FileEnd): KnownFile {
    const file = new KnownFile({ lines: new Map(), length: 0, hasCr: false }, [], end);
    file.rewrite(text, end);
    return file;
  }

  /** All of it is another text now. */
  rewrite(text: string, end: FileEnd): void {
    const lines = linesWithEnds(text);
    this.pieces = lines.length > 0 ? [{ kind: "new", lines, source: null }] : [];
    this.end = end;
    this.base.hasCr ||= lines.some((line) => line.endsWith("\r"));
  }

  /** Whether more of its lines end with CR LF than not: so do the lines that the tools write into it. */
  #isCrlf(): boolean {
    if (!this.base.hasCr) return false;
    const count = { all: this.end === "bare" ? -1 : 0, cr: 0 };
    const add = (line: NewLine | undefined) => {
      if (line === null || line === undefined) return;
      count.all += 1;
      if (line.endsWith("\r")) count.cr += 1;
    };
    for (const piece of this.pieces) {
      if (count.all > COUNTED_MAX) break;
      if (piece.kind === "new") piece.lines.slice(0, COUNTED_MAX).forEach(add);
      else for (const [no, line] of this.base.lines) if (no >= piece.from && no <= piece.to) add(line);
    }
    return count.cr * 2 > count.all;
  }

  copy(): KnownFile {
    this.#own = new WeakSet();
    return new KnownFile(this.base, this.pieces, this.end);
  }

  begin(): void {
    this.#own = new WeakSet();
    this.#learnt = [];
    this.#lengthBefore = this.base.length;
  }

  forget(): void {
    for (const no of this.#learnt) this.base.lines.delete(no);
    this.base.length = this.#lengthBefore;
    this.begin();
  }

  get isUntouched(): boolean {
    const [only, ...others] = this.pieces;
    return others.length === 0 && only?.kind === "kept" && only.from === 1 && only.to >= (this.base.length ?? 0);
  }

  /** The last old number of a kept stretch: open ones end where the file ended, once that is known. */
  lastOf(piece: Extract<Piece, { kind: "kept" }>): number {
    return Math.min(piece.to, this.base.length ?? Number.POSITIVE_INFINITY);
  }

  #sizeOf(piece: Piece): number {
    return piece.kind === "new" ? piece.lines.length : Math.max(0, this.lastOf(piece) - piece.from + 1);
  }

  /** How many lines it has now; infinite: nobody said. */
  get length(): number {
    return this.pieces.reduce((sum, piece) => sum + this.#sizeOf(piece), 0);
  }

  #find(no: number): Place | null {
    let before = 0;
    for (const [index, piece] of this.pieces.entries()) {
      const size = this.#sizeOf(piece);
      if (no <= before + size) return no > before ? { piece, index, offset: no - before - 1 } : null;
      before += size;
    }
    return null;
  }

  /** The text of a line as it stands now: null when it is not on record. */
  at(no: number): string | null {
    const place = this.#find(no);
    return place && this.#textAt(place);
  }

  #textAt({ piece, offset }: Place): string | null {
    return (piece.kind === "new" ? piece.lines[offset] : this.base.lines.get(piece.from + offset)) ?? null;
  }

  /** Takes in that line `no` reads so now; false when it is known to read otherwise, or not to be there. */
  learn(no: number, text: string): boolean {
    const place = this.#find(no);
    if (!place) return false;
    const known = this.#textAt(place);
    if (known !== null && withoutEnd(known) !== withoutEnd(text)) return false;
    if (known === text || known === `${text}\r`) return true;
    this.base.hasCr ||= text.endsWith("\r");
    const { piece, index, offset } = place;
    if (piece.kind === "new") this.#ownLines(piece, index)[offset] = text;
    else {
      this.base.lines.set(piece.from + offset, text);
      if (known === null) this.#learnt.push(piece.from + offset);
    }
    return true;
  }

  #ownLines(piece: Extract<Piece, { kind: "new" }>, index: number): NewLine[] {
    if (this.#own.has(piece.lines)) return piece.lines as NewLine[]; // as: copied by the lines below
    const lines = [...piece.lines];
    this.#own.add(lines);
    this.pieces = this.pieces.with(index, { ...piece, lines });
    return lines;
  }

  /** Takes in how many lines there are now; false when that cannot be. */
  learnLength(length: number): boolean {
    const last = this.pieces.at(-1);
    if (Number.isFinite(this.length)) return this.length === length;
    if (last?.kind !== "kept") return false;
    const before = this.pieces.slice(0, -1).reduce((sum, piece) => sum + this.#sizeOf(piece), 0);
    const end = last.from + length - before - 1;
    if (end < last.from - 1) return false;
    for (const no of this.base.lines.keys()) if (no > end) return false;
    this.base.length = end;
    return true;
  }

  /** Puts `lines` in the place of `removed` lines from line `at` on; false when the file does not reach so far. */
  replace(at: number, removed: number, lines: readonly NewLine[], source: string | null = null): boolean {
    const left = this.#until(at - 1);
    const right = this.#from(at - 1 + removed);
    if (!left || !right) return false;
    const ended = this.#isCrlf() ? lines.map((line) => (line === null || line.endsWith("\r") ? line : `${line}\r`)) : lines;
    this.pieces = [...left, ...(lines.length > 0 ? [{ kind: "new", lines: ended, source } as const] : []), ...right];
    return true;
  }

  /** The pieces of the first `count` lines. */
  #until(count: number): Piece[] | null {
    const pieces: Piece[] = [];
    let left = count;
    for (const piece of this.pieces) {
      if (left === 0) break;
      const size = Math.min(left, this.#sizeOf(piece));
      if (piece.kind === "new") pieces.push({ ...piece, lines: piece.lines.slice(0, size) });
      else pieces.push({ ...piece, to: size < this.#sizeOf(piece) ? piece.from + size - 1 : piece.to });
      left -= size;
    }
    return left === 0 ? pieces : null;
  }

  /** The pieces of all but the first `count` lines. */
  #from(count: number): Piece[] | null {
    const pieces: Piece[] = [];
    let left = count;
    for (const piece of this.pieces) {
      const size = this.#sizeOf(piece);
      const dropped = Math.min(left, size);
      left -= dropped;
      if (dropped === size && size > 0) continue;
      if (piece.kind === "new") pieces.push({ ...piece, lines: piece.lines.slice(dropped) });
      else pieces.push({ ...piece, from: piece.from + dropped });
    }
    return left === 0 ? pieces : null;
  }
}
