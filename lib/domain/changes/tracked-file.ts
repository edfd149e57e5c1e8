/** One file through all edits of a turn or a session: what it was, what it is, what was taken back, what nobody can know. */
import { type Diff, diffOfCopy, diffOfTexts } from "@/lib/domain/diffs/diff-lines";
import { foldEnds } from "@/lib/domain/diffs/line-ends";
import { applyReport } from "./edit-report";
import type { FileStep } from "./edit-step";
import { joinedDiff, type Row, rowsOf } from "./file-rows";
import type { FileStatus } from "./file-status";
import { KnownFile } from "./known-file";

/** A delegated run, and the event with which it began. */
export type RunMark = { id: string; role: string; seq: number };
/** Made, undone by a later call, refused by the tool, or without an answer: nobody knows whether it was made. */
export type EditMark = {
  seq: number;
  turn: number | null;
  name: string;
  state: "made" | "undone" | "failed" | "lost";
  run: RunMark | null;
};
/**
 * "maybe": something that can write files ran between two edits of this one, and nothing shows whether it did.
 * "seen": a line that a tool showed is not the line that was known to be there, so something else wrote in between.
 */
export type Outside = "no" | "maybe" | "seen";

/** A change whose line numbers are not known. */
type Loose = { kind: "loose"; diff: Diff; isAtEnd: boolean };
/** The file between two moments at which it is known not to have been changed by others. */
type Part = KnownFile | Loose;
type State = { parts: Part[]; exists: boolean };

export type Outcome = {
  status: FileStatus;
  diff: Diff;
  /** False: at least so many lines. */
  isExact: boolean;
  /** The file in one uninterrupted stretch, as a patch needs it; null: there are several, or a change without a place. */
  stretch: { file: KnownFile; rows: Row[] } | null;
  wasThere: boolean;
  exists: boolean;
};

const UNDO_LEVELS = 10;
const isLoose = (part: Part | undefined): part is Loose => part !== undefined && "kind" in part;

export class TrackedFile {
  readonly path: string;
  readonly edits: EditMark[] = [];
  outside: Outside = "no";
  /** How many writers had run when the file was last known to be as we think. */
  checkedAt = 0;
  /** False: something changed that nobody can count. */
  #isCertain = true;
  #state: State = { parts: [KnownFile.unseen()], exists: true };
  #wasThere = true;
  #undo: { state: State; edit: EditMark }[] = [];

  constructor(path: string) {
    this.path = path;
  }

  /** What was read of a call was its beginning only. */
  doubt(): void {
    this.#isCertain = false;
  }

  get #last(): KnownFile {
    const last = this.#state.parts.at(-1);
    if (last && !isLoose(last)) return last;
    const next = KnownFile.unseen();
    this.#state.parts.push(next);
    return next;
  }

  get hasEdits(): boolean {
    return this.edits.some(({ state }) => state === "made" || state === "undone");
  }

  /** Something else wrote the file: what was known of it holds no longer. Before the first edit that is nobody's change. */
  #startAnew(): KnownFile {
    const next = KnownFile.unseen();
    const { parts } = this.#state;
    if (this.hasEdits) this.outside = "seen";
    if (this.#last.isUntouched) parts[parts.length - 1] = next;
    else parts.push(next);
    this.#state.exists = true;
    return next;
  }

  /** Takes in lines that a tool showed. `length`: how many there are, when it said so. */
  see(lines: readonly { no: number; text: string }[], length: number | null, writers: number): void {
    const learn = (file: KnownFile) => (length === null || file.learnLength(length)) && lines.every(({ no, text }) => file.learn(no, text));
    const file = this.#last;
    const before = file.pieces;
    file.begin();
    if (!learn(file)) {
      file.forget();
      file.pieces = before;
      learn(this.#startAnew());
    } else if (length !== null && lines.length === length) this.checkedAt = writers;
  }

  /** `writers`: how many calls so far could have written any file. */
  apply(step: FileStep, edit: EditMark, writers: number): void {
    if (step.kind === "undo") {
      this.#takeBack(edit);
      this.checkedAt = writers;
      return;
    }
    if (this.hasEdits && this.checkedAt < writers && this.outside === "no") this.outside = "maybe";
    this.checkedAt = writers;
    const before: State = { parts: this.#state.parts.map((part) => (isLoose(part) ? part : part.copy())), exists: this.#state.exists };
    this.#perform(step);
    this.edits.push(edit);
    if (step.kind === "create") return;
    this.#undo.push({ state: before, edit });
    if (this.#undo.length > UNDO_LEVELS) this.#undo.shift();
  }

  #perform(step: Exclude<FileStep, { kind: "undo" }>): void {
    switch (step.kind) {
      case "create":
        this.#create(step);
        return;
      case "delete":
        this.#last.pieces = [];
        this.#state.exists = false;
        return;
      case "report":
        this.#report(step);
        return;
      case "splice":
        this.#splice(step);
        return;
      case "everywhere":
        this.#everywhere(step);
        return;
      case "unplaced":
        this.#addLoose(diffOfTexts(step.replaced.oldText, step.replaced.newText));
        return;
      case "unread":
        this.#loseTrack();
        return;
      default:
        step satisfies never;
    }
  }

  #splice({ at, removed, lines, end, source = null }: Extract<FileStep, { kind: "splice" }>): void {
    const file = this.#last;
    if (at === null && !Number.isFinite(file.length)) {
      this.#addLoose(diffOfCopy(lines, source ?? ""), true);
      return;
    }
    if (end !== "same") file.end = end;
    if (!file.replace(at ?? file.length + 1, removed, lines, source)) this.#startAnew().replace(at ?? 1, removed, lines, source);
  }

  #create({ text, end }: Extract<FileStep, { kind: "create" }>): void {
    const isNew = !this.hasEdits && this.#last.base.lines.size === 0;
    if (isNew) {
      this.#wasThere = false;
      this.#state.parts = [KnownFile.created(text, end)];
    } else this.#last.rewrite(text, end);
    this.#state.exists = true;
  }

  #report({ report, replaced, end }: Extract<FileStep, { kind: "report" }>): void {
    const file = this.#last;
    const before = { pieces: file.pieces, end: file.end };
    file.begin();
    if (applyReport(file, report, replaced)) {
      if (end !== "same") file.end = end;
      return;
    }
    file.forget();
    Object.assign(file, before);
    const anew = this.#startAnew();
    if (!applyReport(anew, report, replaced)) this.#isCertain = false;
  }

  /** One line for one line; other replacements move lines in ways that the report does not tell. */
  #everywhere({ replaced: { oldText, newText }, starts }: Extract<FileStep, { kind: "everywhere" }>): void {
    const file = this.#last;
    if (`${oldText}${newText}`.includes("\n")) {
      this.#isCertain = false;
      this.#addLoose(diffOfTexts(oldText, newText));
      return;
    }
    for (const no of new Set(starts)) {
      const known = file.at(no);
      if (!file.replace(no, 1, [known === null ? null : known.replaceAll(oldText, () => newText)])) this.#isCertain = false;
    }
  }

  #addLoose(diff: Diff, isAtEnd = false): void {
    this.#state.parts.push({ kind: "loose", diff, isAtEnd });
  }

  /** It changed in a way that nobody told. */
  #loseTrack(): void {
    this.#isCertain = false;
    this.#addLoose({ lines: [], added: 0, removed: 0 });
  }

  #takeBack(edit: EditMark): void {
    const undone = this.#undo.at(-1);
    // whether agents share what they can undo is not told
    if (undone && undone.edit.run?.id === edit.run?.id) {
      this.#undo.pop();
      undone.edit.state = "undone";
      this.#state = undone.state;
      return;
    }
    // an edit of before the first one here, or perhaps another agent's: its effect is not known
    this.edits.push(edit);
    this.#loseTrack();
  }

  /** What came of it all. */
  outcome(): Outcome {
    const { parts, exists } = this.#state;
    const drawn = parts.map((part) => (isLoose(part) ? { part, rows: null } : { part, rows: rowsOf(part) }));
    const isGone = !this.#wasThere && !exists;
    const diff = isGone ? { lines: [], added: 0, removed: 0 } : foldEnds(joinedDiff(drawn));
    const isExact =
      this.#isCertain &&
      !drawn.some(({ rows }) => rows?.some((row) => row.kind === "removed-block" && row.count === Number.POSITIVE_INFINITY));
    const told = drawn.filter(({ rows }) => rows === null || rows.length > 0 || !this.#wasThere);
    const [only, ...others] = told;
    const stretch = only?.rows && others.length === 0 && this.#isCertain ? { file: only.part, rows: only.rows } : null;
    return { status: this.#status(told.length > 0), diff, isExact, stretch, wasThere: this.#wasThere, exists };
  }

  #status(hasChange: boolean): FileStatus {
    if (!this.hasEdits) return this.edits.some(({ state }) => state === "lost") ? "lost" : "failed";
    if (!this.#state.exists) return this.#wasThere ? "deleted" : "undone";
    if (!this.#wasThere) return "created";
    return !hasChange && this.edits.every(({ state }) => state !== "made") ? "undone" : "edited";
  }
}
