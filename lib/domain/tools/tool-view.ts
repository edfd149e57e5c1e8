/** What a file tool read: numbered lines, a folder with its weights, the hits of a search; line ids are left out. */
import { linesOf } from "@/lib/domain/text/text-lines";
export type CodeLine = { no: number; text: string };

/** A text as a file of its own. */
export const numberedLines = (text: string): CodeLine[] => text.split("\n").map((line, index) => ({ no: index + 1, text: line }));

export type FolderRow = { path: string; lines: number | null; tokens: number | null };
type HitFile = { path: string; lines: CodeLine[] };
export type CodeResult = { as: "code"; lines: CodeLine[]; notes: string[] };
export type FolderResult = { as: "folder"; rows: FolderRow[]; notes: string[] };
export type HitsResult = { as: "hits"; files: HitFile[]; searched: string; notes: string[] };

const CODE_LINE = /^(\d+):([0-9a-z]{1,4})\|(.*)$/s;
const PLAIN_LINE = /^(\d+)(:)(.*)$/s;
const FOLDER_ROW = /^([^\t]+)\t(\d+)L\t~(\d+)t$/;
const LISTED_ROW = /^([^\t]+)\t\S[^\t]*(?:\t[^\t]*)*$/;
const BARE_PATH = /^[^\s:|<>"{}]+$/;
const HIT_FILE = /^(\S.*):$/;

/** What the file tool answered, without the advice for the model that it may put behind it. That it cut its answer is no advice. */
export const withoutAdvice = (content: string): string => content.replace(/\n\n(?:⚠️ (?!\*\*).*(?:\n|$))+$/u, "");

/** Whether a file that was viewed before is told as what changed in it since, as an edit is. */
export const isDelta = (content: string): boolean => /^\[changed since your last view: \d+ hunk.*\]\n/.test(content);

/** Between places of one file, whose numbers tell that anyway. */
const isBetween = (line: string): boolean => line.trim() === "" || line === "--";

/** Older tools put nothing between a line's sign and its text, or one blank, which is then before each of them. */
function dropBlank(printed: readonly CodeLine[]): void {
  if (printed.every(({ text }) => text === "" || text.startsWith(" "))) for (const line of printed) line.text = line.text.slice(1);
}

export function readCode(content: string): CodeResult | null {
  const lines: CodeLine[] = [];
  const notes: string[] = [];
  const printed: CodeLine[] = [];
  for (const line of linesOf(content)) {
    const [, no, sign, text = ""] = CODE_LINE.exec(line) ?? PLAIN_LINE.exec(line) ?? [];
    if (no) {
      const numbered = { no: Number(no), text };
      lines.push(numbered);
      if (sign === ":") printed.push(numbered);
    } else if (!isBetween(line)) notes.push(line);
  }
  dropBlank(printed);
  return lines.length > 0 && notes.length <= lines.length ? { as: "code", lines, notes } : null;
}

export function readFolder(content: string): FolderResult | null {
  const notes: string[] = [];
  const rows: FolderRow[] = [];
  let weighed = 0;
  for (const line of linesOf(content)) {
    const [, path, lines, tokens] = FOLDER_ROW.exec(line) ?? [];
    if (path) {
      weighed += 1;
      rows.push({ path, lines: Number(lines), tokens: Number(tokens) });
      continue;
    }
    const listed = LISTED_ROW.exec(line)?.[1];
    if (listed) rows.push({ path: listed, lines: null, tokens: null });
    else if (line.trim() !== "") notes.push(line);
  }
  return weighed > 0 && notes.length <= rows.length ? { as: "folder", rows, notes } : null;
}

/** What older file tools listed: a path on each line and nothing else. */
export function readPaths(content: string): FolderResult | null {
  const paths = linesOf(content).filter((line) => line.trim() !== "");
  if (paths.length === 0 || !paths.every((path) => BARE_PATH.test(path))) return null;
  return { as: "folder", rows: paths.map((path) => ({ path, lines: null, tokens: null })), notes: [] };
}

/** As ripgrep prints what it found and, after a dash, what stands around it. */
const GREP_LINE = /^(\d+)([:-])(.*)$/s;

/** `named`: files whose names head their lines just so, without a colon. `only`: the file whose lines have no head, as it alone was searched. */
export function readHits(content: string, searched: string, named: readonly string[] = [], only = ""): HitsResult | null {
  const files: HitFile[] = [];
  const notes: string[] = [];
  const printed: CodeLine[] = [];
  let before = "";
  for (const line of linesOf(content)) {
    const coded = CODE_LINE.exec(line);
    const [, no, sign, text = ""] = (!coded && GREP_LINE.exec(line)) || [];
    if (files.length === 0 && only !== "" && (coded || sign === ":")) files.push({ path: only, lines: [] });
    const file = files.at(-1);
    // a name may begin so too; before one stands nothing
    const isPrinted = sign === ":" || (sign === "-" && before !== "");
    before = line;
    if (coded && file) file.lines.push({ no: Number(coded[1]), text: coded[3] ?? "" });
    else if (isPrinted && file) {
      const hit = { no: Number(no), text };
      file.lines.push(hit);
      printed.push(hit);
    } else if (named.includes(line)) files.push({ path: line, lines: [] });
    else if (HIT_FILE.test(line)) files.push({ path: line.slice(0, -1), lines: [] });
    else if (!isBetween(line)) notes.push(file && line.startsWith("✗") ? `${file.path} ${line}` : line);
  }
  dropBlank(printed);
  const found = files.filter(({ lines }) => lines.length > 0);
  return found.length > 0 ? { as: "hits", files: found, searched, notes } : null;
}

const MARKED_LINE_MAX = 2_000;
/** By how many repetitions an expression has: what it may take grows with the line to the power of them. */
const REGEX_LINE_MAX: readonly number[] = [2_000, 500, 100];

type Finder = { expression: RegExp; lineMax: number };

const literalFinder = (searched: string): Finder => ({
  expression: new RegExp(searched.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi"),
  lineMax: MARKED_LINE_MAX,
});

/** What may be there or not, and what has several ways: each doubles what the expression may take. A repetition leaves room for two less. */
const CHOICES_MAX = 6;

const countIn = (text: string, mark: RegExp): number => text.match(mark)?.length ?? 0;

/** A searched text as an expression; one that is no expression, or a costly one, is looked for as it stands. */
function finderOf(searched: string, isRegex: boolean): Finder {
  const repetitions = countIn(searched, /[*+]|\{\d+,\d*\}/g);
  const lineMax = REGEX_LINE_MAX[repetitions];
  const choices = countIn(searched, /(?<!\()\?/g) + (searched.includes("(") ? countIn(searched, /\|/g) : 0);
  // what is in a group may be anything, brackets that are no brackets too
  const isCostly = /\)[*+{]/.test(searched) || choices > CHOICES_MAX - 2 * repetitions;
  if (!isRegex || searched.length > 200 || lineMax === undefined || isCostly) return literalFinder(searched);
  try {
    return { expression: new RegExp(searched, "gi"), lineMax };
  } catch {
    return literalFinder(searched);
  }
}

/** A function that cuts a line at its hits: every second part is one. */
export function hitCutter(searched: string, isRegex: boolean): (line: string) => string[] {
  if (searched === "") return (line) => [line];
  const { expression, lineMax } = finderOf(searched, isRegex);
  return (line) => {
    if (line.length > lineMax) return [line];
    const parts: string[] = [];
    let from = 0;
    for (const { 0: hit, index } of line.matchAll(expression)) {
      if (hit === "") continue;
      parts.push(line.slice(from, index), hit);
      from = index + hit.length;
    }
    return [...parts, line.slice(from)];
  };
}
