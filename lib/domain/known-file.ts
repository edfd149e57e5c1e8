/** What is known of one file: the text it had, as far as a tool ever showed it, and what stands in it now. */

/** Null: written, but its text is not on record. */
export type NewLine = string | null;
/** A stretch of the file as it was (by its old numbers, `to` may be open), or lines that were written since. */
export type Piece = { kind: "kept"; from: number; to: number } | { kind: "new"; lines: readonly NewLine[] };
/** Facts about the file as it was: they hold for every later state of it, so all copies share them. */
type Base = { lines: Map<number, string>; length: number | null };
/** How the last line ends: as it always did, without a line break, with one, or nobody can say. */
export type FileEnd = "same" | "bare" | "break" | "unknown";

type Place = { piece: Piece; index: number; offset: number };

export class KnownFile {
  readonly base: Base;
  pieces: readonly Piece[];
  end: FileEnd;
  /** What was learnt since `begin`, to be forgotten when it turns out that the file is another one. */
  #learnt: number[] = [];
  #lengthBefore: number | null = null;

  private constructor(base: Base, pieces: readonly Piece[], end: FileEnd) {
    this.base = base;
    this.pieces = pieces;
    this.end = end;
  }

  /** A file of which nothing is known yet. */
  static unseen(): KnownFile {
    return new KnownFile({ lines: new Map(), length: null }, [{ kind: "kept", from: 1, to: Number.POSITIVE_INFINITY }], "same");
  }

  /** A file that was not there, and now has these lines. */
  static created(lines: readonly NewLine[], end: FileEnd): KnownFile {
    return new KnownFile({ lines: new Map(), length: 0 }, lines.length > 0 ? [{ kind: "new", lines }] : [], end);
  }

  copy(): KnownFile {
    return new KnownFile(this.base, this.pieces, this.end);
  }

  begin(): void {
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
    return (
      others.length === 0 && only?.kind === "kept" && only.from === 1 && this.lastOf(only) >= (this.base.length ?? Number.POSITIVE_INFINITY)
    );
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

  /** The text of a line as it stands now: null when it is not on record, undefined when there is no such line. */
  at(no: number): string | null | undefined {
    const place = this.#find(no);
    if (!place) return undefined;
    const { piece, offset } = place;
    return piece.kind === "new" ? piece.lines[offset] : (this.base.lines.get(piece.from + offset) ?? null);
  }

  /** Takes in that line `no` reads so now; false when it is known to read otherwise, or not to be there. */
  learn(no: number, text: string): boolean {
    const place = this.#find(no);
    if (!place) return false;
    const known = this.at(no);
    if (known !== null) return known === text;
    const { piece, index, offset } = place;
    if (piece.kind === "new") this.pieces = this.pieces.with(index, { kind: "new", lines: piece.lines.with(offset, text) });
    else {
      this.base.lines.set(piece.from + offset, text);
      this.#learnt.push(piece.from + offset);
    }
    return true;
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
  replace(at: number, removed: number, lines: readonly NewLine[]): boolean {
    const left = this.#until(at - 1);
    const right = this.#from(at - 1 + removed);
    if (!left || !right) return false;
    this.pieces = [...left, ...(lines.length > 0 ? [{ kind: "new", lines } as const] : []), ...right];
    return true;
  }

  /** The pieces of the first `count` lines. */
  #until(count: number): Piece[] | null {
    const pieces: Piece[] = [];
    let left = count;
    for (const piece of this.pieces) {
      if (left === 0) break;
      const size = Math.min(left, this.#sizeOf(piece));
      if (piece.kind === "new") pieces.push({ kind: "new", lines: piece.lines.slice(0, size) });
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
      if (piece.kind === "new") pieces.push({ kind: "new", lines: piece.lines.slice(dropped) });
      else pieces.push({ ...piece, from: piece.from + dropped });
    }
    return left === 0 ? pieces : null;
  }
}
