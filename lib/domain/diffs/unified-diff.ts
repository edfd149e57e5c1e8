/** A unified diff, as `git diff` and `diff -u` print it, read file by file. */
import type { Splice } from "@/lib/domain/changes/edit-report";
import type { Diff, DiffLine } from "./diff-lines";
import { foldEnds } from "./line-ends";

export type UnifiedFile = { path: string; status: "created" | "edited" | "deleted" | "renamed"; diff: Diff; splices: Splice[] };

/** Larger texts stand as the text they are. */
const READ_MAX = 2_000_000;
const HUNK = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/;
/** It has no end of its own to look for: one that could be cut anywhere would be tried everywhere. */
const GIT_HEAD = /^diff --git "?a\/.*?"? "?b\/(.*)$/s;
/** What `git diff` says of a file besides its lines. */
const EXTENDED =
  /^(?:index [0-9a-f]+\.\.|(?:old|new|deleted file|new file) mode \d|similarity index|dissimilarity index|rename (?:from|to) |copy (?:from|to) |Binary files .* differ$)/;

const SIGNS: Readonly<Record<string, string>> = { a: "\u0007", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };
const encoder = new TextEncoder();

/** A name as git quotes it: the bytes of letters that are not English as numbers, other signs behind a backslash. */
function unquoted(name: string): string {
  const inside = /^"(.*)"$/s.exec(name)?.[1];
  if (inside === undefined) return name;
  const bytes = [...inside.matchAll(/\\([0-7]{3})|\\(.)|[^\\]+/gs)].flatMap(([text, octal, sign]) =>
    octal ? [Number.parseInt(octal, 8)] : [...encoder.encode(sign ? (SIGNS[sign] ?? sign) : text)],
  );
  return new TextDecoder().decode(new Uint8Array(bytes));
}

const nameOf = (line: string): string => unquoted(line.slice(4).split("\t", 1)[0] ?? "").replace(/^[ab]\//, "");

class UnifiedReader {
  readonly files: UnifiedFile[] = [];
  #before = 0;
  #after = 0;
  #leftBefore = 0;
  #leftAfter = 0;
  #from = "";
  #splice: Splice | null = null;

  get #file(): UnifiedFile | undefined {
    return this.files.at(-1);
  }

  #open(path: string): UnifiedFile {
    const file: UnifiedFile = { path, status: "edited", diff: { lines: [], added: 0, removed: 0 }, splices: [] };
    this.files.push(file);
    return file;
  }

  get isInHunk(): boolean {
    return this.#leftBefore > 0 || this.#leftAfter > 0;
  }

  /** False when the line is none of a diff's. */
  read(line: string): boolean {
    if (line.startsWith("\\ No newline")) return this.#file !== undefined;
    if (this.isInHunk) return this.#line(line);
    const named = line.includes("\r") ? undefined : GIT_HEAD.exec(line)?.[1]?.replace(/"$/, "");
    if (named !== undefined) return this.#open(named.includes("\\") ? unquoted(`"${named}"`) : named).path !== "";
    if (line.startsWith("--- ")) return this.#old(line);
    if (line.startsWith("+++ ")) return this.#new(line);
    const hunk = HUNK.exec(line);
    if (hunk) return this.#hunk(hunk);
    if (line.startsWith("rename to ") && this.#file) this.#file.status = "renamed";
    return line === "" || (EXTENDED.test(line) && this.#file !== undefined) || /^(?:Index: |={10,}|diff -)/.test(line);
  }

  #old(line: string): boolean {
    this.#from = nameOf(line);
    return true;
  }

  #new(line: string): boolean {
    const name = nameOf(line);
    const isOpen = this.#file !== undefined && this.#file.diff.lines.length === 0;
    const path = name === "/dev/null" ? this.#from : name;
    const file = isOpen && this.#file ? this.#file : this.#open(path);
    // the head of git's own names both files in one line, and not where the one ends
    file.path = path;
    if (this.#from === "/dev/null") file.status = "created";
    if (name === "/dev/null") file.status = "deleted";
    return true;
  }

  #hunk([, before, beforeCount = "1", after, afterCount = "1"]: RegExpExecArray): boolean {
    const file = this.#file;
    if (!file) return false;
    this.#before = Number(before);
    this.#after = Number(after) + (afterCount === "0" ? 1 : 0);
    this.#leftBefore = Number(beforeCount);
    this.#leftAfter = Number(afterCount);
    this.#splice = null;
    if (file.diff.lines.length > 0 || (this.#before > 1 && this.#after > 1)) file.diff.lines.push({ kind: "skipped", text: "" });
    return true;
  }

  #line(line: string): boolean {
    const file = this.#file;
    const sign = line[0] ?? " ";
    if (!file || !(sign === " " || sign === "+" || sign === "-")) return false;
    const text = line.slice(1);
    const kind = sign === "+" ? "added" : sign === "-" ? "removed" : "same";
    const added: DiffLine = { kind, before: kind === "added" ? null : this.#before, after: kind === "removed" ? null : this.#after, text };
    file.diff.lines.push(added);
    this.#count(kind, file, text);
    return this.#leftBefore >= 0 && this.#leftAfter >= 0;
  }

  #count(kind: "same" | "added" | "removed", file: UnifiedFile, text: string): void {
    if (kind === "same") this.#splice = null;
    else if (!this.#splice) {
      this.#splice = { at: this.#after, removed: 0, told: 0, firstHash: "", lastHash: "", was: [], lines: [] };
      file.splices.push(this.#splice);
    }
    if (kind === "added") {
      file.diff.added += 1;
      this.#splice?.lines.push(text);
    }
    if (kind === "removed") {
      file.diff.removed += 1;
      if (this.#splice) this.#splice.removed += 1;
    }
    if (kind !== "added") {
      this.#before += 1;
      this.#leftBefore -= 1;
    }
    if (kind !== "removed") {
      this.#after += 1;
      this.#leftAfter -= 1;
    }
  }
}

const folded = (files: readonly UnifiedFile[]): UnifiedFile[] => files.map((file) => ({ ...file, diff: foldEnds(file.diff) }));

/** Some tools put theirs into a block of Markdown. */
function unfenced(content: string): string {
  const [, fence = ""] = /^\s*(`{3,9})diff\r?\n/.exec(content) ?? [];
  const text = content.trim();
  return fence && text.endsWith(`\n${fence}`) ? text.slice(text.indexOf("\n") + 1, -fence.length) : content;
}

/** Null: it is no unified diff from its first line to its last. */
export function readUnifiedDiff(printed: string): UnifiedFile[] | null {
  const content = printed.length > READ_MAX ? printed : unfenced(printed);
  if (content.length > READ_MAX || !/^(?:diff |--- |Index: )/.test(content)) return null;
  const reader = new UnifiedReader();
  const lines = content.split("\n");
  for (const [index, line] of lines.entries()) {
    // editors and terminals take the blank away that stands for an unchanged empty line
    const whole = line === "" && reader.isInHunk && index < lines.length - 1 ? " " : line;
    if (reader.read(whole)) continue;
    return index > 0 && whole === "" && index === lines.length - 1 ? folded(reader.files) : null;
  }
  const hasHunk = reader.files.some(({ diff }) => diff.lines.length > 0);
  return hasHunk && !reader.isInHunk ? folded(reader.files) : null;
}
