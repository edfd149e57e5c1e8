/** What a file tool reports of an edit: the places that changed, the lines it showed around them, and what it left out. */
import { linesOf, linesWithEnds, withoutEnd } from "@/lib/domain/text/text-lines";
import { withoutAdvice } from "@/lib/domain/tools/tool-view";
import type { KnownFile, NewLine } from "./known-file";
import { lineHash } from "./line-hash";

export type Replaced = { oldText: string; newText: string };
/**
 * `at` is the line's number when all splices before this one are made. `told`: how many removed lines the report named.
 * `was`: their texts, where it shows them.
 */
export type Splice = { at: number; removed: number; told: number; firstHash: string; lastHash: string; was: string[]; lines: NewLine[] };
export type EditReport = {
  splices: Splice[];
  /** Lines that the edit left as they were, by their new numbers. */
  shown: { no: number; text: string }[];
  /** How many lines the file has now, when the report reaches its end. */
  length: number | null;
  /** Whether the signs after the numbers are the ones we can check. */
  hasHashes: boolean;
};

const ID = "(\\d{1,9}):([0-9a-z]{1,4})";
/** Older tools show the text of what they removed, and name lines by their numbers alone. */
const NUMBERED = /^([+-])?(\d{1,9})(?::([0-9a-z]{1,4})\||: )(.*)$/s;
const REMOVED = new RegExp(`^-${ID}(?:\\.\\.${ID})? \\((\\d{1,9}) lines?\\)$`);
/** The middle of a long added block is not repeated to who sent it. */
const AS_SENT = new RegExp(`^\\+${ID}\\.\\.${ID} \\((\\d{1,9}) lines? as sent\\)$`);
/** More unseen lines in one report are no report. */
const UNSEEN_MAX = 100_000;
/** Nor are more places: the time that they take grows with their square. */
export const PLACES_MAX = 1_000;

class ReportReader {
  readonly report: EditReport = { splices: [], shown: [], length: null, hasHashes: false };
  #open: Splice | null = null;
  #grown = 0;
  #wrongHashes = 0;
  #rightHashes = 0;
  #last = 0;
  #endsOpen = false;

  /** False when the line is none of a report's. */
  read(whole: string): boolean {
    const line = withoutEnd(whole);
    if (line === "" || line === "---" || line.startsWith("shift:")) return true;
    this.#endsOpen = line === "...";
    if (this.#endsOpen) return this.#close();
    const removed = REMOVED.exec(line);
    if (removed) return this.#remove(Number(removed[1]), removed[2] ?? "", removed[4] ?? removed[2] ?? "", Number(removed[5]));
    const unseen = AS_SENT.exec(line);
    if (unseen) return this.#add(Number(unseen[1]), Array(Math.min(Number(unseen[5]), UNSEEN_MAX + 1)).fill(null));
    const numbered = NUMBERED.exec(line);
    if (!numbered) return false;
    const [, sign, no, hash = "", shown = ""] = numbered;
    // a CR that counts in the line's sign is the file's; another is the report's own
    const text = whole !== line && lineHash(`${shown}\r`) === hash ? `${shown}\r` : shown;
    if (lineHash(text) === hash) this.#rightHashes += 1;
    else if (hash !== "") this.#wrongHashes += 1;
    if (sign === "-") return this.#removeShown(Number(no), hash, text);
    if (sign) return this.#add(Number(no), [text]);
    this.#close();
    this.#last = Number(no);
    return this.report.shown.push({ no: Number(no), text }) > 0;
  }

  #close(): true {
    if (this.#open) this.#grown += this.#open.lines.length - this.#open.removed;
    this.#open = null;
    return true;
  }

  #start(splice: Splice): Splice {
    this.#close();
    this.#open = splice;
    this.report.splices.push(splice);
    return splice;
  }

  #remove(first: number, firstHash: string, lastHash: string, removed: number): true {
    this.#close();
    this.#start({ at: first + this.#grown, removed, told: removed, firstHash, lastHash, was: [], lines: [] });
    this.#last = Math.max(this.#last, first + this.#grown - 1);
    return true;
  }

  #removeShown(no: number, hash: string, text: string): true {
    const open = this.#open;
    const goesOn = open && open.lines.length === 0 && open.was.length > 0 && open.at + open.removed === no + this.#grown;
    if (!goesOn) this.#remove(no, hash, hash, 1);
    else Object.assign(open, { removed: open.removed + 1, told: open.told + 1, lastHash: hash });
    this.#open?.was.push(text);
    return true;
  }

  #add(no: number, lines: NewLine[]): boolean {
    const splice = this.#open ?? this.#start({ at: no, removed: 0, told: 0, firstHash: "", lastHash: "", was: [], lines: [] });
    for (const line of lines) splice.lines.push(line);
    this.#last = no + lines.length - 1;
    return splice.lines.length <= UNSEEN_MAX;
  }

  finish(): EditReport {
    const hasHashes = this.#rightHashes > 0 && this.#wrongHashes === 0;
    return { ...this.report, length: this.#endsOpen ? null : this.#last, hasHashes };
  }
}

/** Tools count the CR of a line's end as a part of the line, or not. */
const hasHash = (text: string, hash: string): boolean => lineHash(text) === hash || lineHash(`${text}\r`) === hash;

/** Lines of a text that was sent, when they are the ones of this splice as far as it showed them. */
function fits(sent: readonly string[], { lines }: Splice): boolean {
  if (sent.length !== lines.length) return false;
  return lines.every((line, index) => {
    const text = sent[index] ?? "";
    const shown = line === null ? text : withoutEnd(line);
    return shown === text || (index === 0 && shown.endsWith(text)) || (index === lines.length - 1 && shown.startsWith(text));
  });
}

/** Null: it is no report of an edit. `sent`: the texts of the call, which fill in what the report does not repeat. */
export function readReport(content: string, sent: readonly string[]): EditReport | null {
  const reader = new ReportReader();
  for (const line of linesWithEnds(withoutAdvice(content))) if (!reader.read(line)) return null;
  const report = reader.finish();
  if (report.splices.length === 0 || report.splices.length > PLACES_MAX) return null;
  const texts = sent.map(linesOf);
  for (const splice of report.splices) {
    const place = texts.findIndex((text) => fits(text, splice));
    // each text was sent to one place
    const [found] = place < 0 ? [] : texts.splice(place, 1);
    if (found && splice.lines.includes(null)) splice.lines = splice.lines.map((line, index) => line ?? found[index] ?? null);
  }
  return report;
}

const FIRST_LINE_MAX = 2_000;
/** So many letters of all the ways in which a long line may have been before. */
const LETTERS_MAX = 2_000_000;

/**
 * The whole lines that were replaced. The call names only the text between them: what stands before and after it on its first and
 * last line is the same in the new lines, which the report shows. Null: they are not on record, or could be several.
 */
function removedLines(splice: Splice, { oldText, newText }: Replaced, hasHashes: boolean): string[] | null {
  if (splice.lines.includes(null)) return null;
  const both = oldText.endsWith("\n") && newText.endsWith("\n");
  const sent = (text: string) => linesOf(text).join("\n") + (text.endsWith("\n") && !both ? "\n" : "");
  const old = sent(oldText);
  const made = sent(newText);
  const added = splice.lines.map((line) => withoutEnd(line ?? "")).join("\n");
  const found = new Set<string>();
  let left = LETTERS_MAX;
  for (let at = added.indexOf(made); at >= 0 && at <= FIRST_LINE_MAX; at = added.indexOf(made, at + 1)) {
    const before = added.slice(0, at);
    if (before.includes("\n")) break;
    const after = added.slice(at + made.length);
    if (after.includes("\n") && splice.lines.length > 0) continue;
    if (left < 0) return null;
    left -= before.length + old.length + after.length;
    const lines = `${before}${old}${after}`.split("\n");
    if (lines.length === splice.removed + 1 && lines.at(-1) === "") lines.pop();
    const hasRightHashes =
      !hasHashes || (hasHash(lines[0] ?? "", splice.firstHash) && hasHash(lines[splice.told - 1] ?? "", splice.lastHash));
    if (lines.length === splice.removed && hasRightHashes) found.add(lines.join("\n"));
    if (found.size > 1) return null;
    if (at === added.length) break;
  }
  const [only] = found;
  if (only === undefined) return null;
  const lines = only.split("\n").map(withoutEnd);
  const [first = ""] = lines;
  const isCr = hasHashes && lines.length > 0 && lineHash(first) !== splice.firstHash && lineHash(`${first}\r`) === splice.firstHash;
  return isCr ? lines.map((line) => `${line}\r`) : lines;
}

/** Makes the edit in what is known of the file; false when the report speaks of another file than the one we know. */
export function applyReport(file: KnownFile, report: EditReport, replaced: Replaced | null): boolean {
  const { splices, shown, length, hasHashes } = report;
  for (const splice of splices) {
    const { at, removed, told, firstHash, lastHash, was, lines } = splice;
    const isKnownAs = (no: number, hash: string) => {
      const text = file.at(no);
      return text === null || hasHash(withoutEnd(text), hash);
    };
    if (hasHashes && removed > 0 && !(isKnownAs(at, firstHash) && isKnownAs(at + told - 1, lastHash))) return false;
    const old = removed > 0 && replaced && splices.length === 1 ? removedLines(splice, replaced, hasHashes) : null;
    if ((old ?? was).some((text, index) => !file.learn(at + index, text))) return false;
    if (!file.replace(at, removed, lines)) return false;
  }
  if (shown.some(({ no, text }) => !file.learn(no, text))) return false;
  if (length !== null && !file.learnLength(length)) return false;
  return true;
}
