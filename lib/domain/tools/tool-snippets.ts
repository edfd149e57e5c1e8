/** Pieces of code that a search by meaning or by structure found: where each stands, how near it is, its lines. */
import { jsonOf, listOf, numberOf, objectOf, textOf } from "@/lib/domain/text/loose-json";
import { linesOf } from "@/lib/domain/text/text-lines";
import type { CodeLine } from "./tool-view";

/** `parts`: lines that follow each other; what stands between two parts was left out. */
export type Snippet = { path: string; first: number | null; last: number | null; score: number | null; about: string; parts: CodeLine[][] };

const SECTION = /^(?:[A-Z]+ RESULTS \(\d+.*\)|# .*Search Results|Found \d+ [a-z ]+:)$/;
const ENTRY = /^(\d{1,4})\. (\S.*?)(?: \| Similarity (-?\d+(?:\.\d+)?))?$/;
const FACTS =
  /^(?:Lines: (\d{1,9})-(\d{1,9})|(\S.*) \(Level \d+\)(?: \| (\d{1,9})-(\d{1,9}))?|(?= \|))(?: \| Similarity (-?\d+(?:\.\d+)?))?$/;
const FACT = /^- \*\*(\w+)\*\*: (.*)$/;
const NUMBERED = /^\s*(\d{1,9})(?:: ?|:[0-9a-z]{1,4}\||\s?[│|] ?)(.*)$/s;
const LEFT_OUT = /^\s*(?:\.{3}|…|\[\.{3})/;
const READ_MAX = 500_000;

const scoreOf = (text: string | undefined): number | null => (text === undefined ? null : numberOf(Number.parseFloat(text)));
const lineOf = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

/** Lines with their numbers, as they are told or else counted from the first. */
export function partsOf(lines: readonly string[], first: number): CodeLine[][] {
  const parts: CodeLine[][] = [];
  let next = first;
  let isBroken = true;
  const isNumbered = lines.some((line) => NUMBERED.test(line)) && lines.every((line) => NUMBERED.test(line) || LEFT_OUT.test(line));
  for (const line of lines) {
    if (LEFT_OUT.test(line)) {
      isBroken = true;
      continue;
    }
    const [, told, text] = (isNumbered && NUMBERED.exec(line)) || [];
    const no = told === undefined ? next : Number(told);
    const last = parts.at(-1);
    if (last && !isBroken && no === next) last.push({ no, text: text ?? line });
    else parts.push([{ no, text: text ?? line }]);
    isBroken = false;
    next = no + 1;
  }
  return parts;
}

type Draft = Omit<Snippet, "parts"> & { lines: string[] };
const draft = (path: string): Draft => ({ path, first: null, last: null, score: null, about: "", lines: [] });

function finish({ lines, ...facts }: Draft): Snippet {
  const to = lines.findLastIndex((line) => line.trim() !== "");
  return {
    ...facts,
    parts: partsOf(
      lines.slice(
        lines.findIndex((line) => line.trim() !== ""),
        to + 1,
      ),
      facts.first ?? 1,
    ),
  };
}

/** A list with a number, a path and a line of facts before each piece. */
function readListed(lines: readonly string[]): Draft[] {
  const found: Draft[] = [];
  let rank = 1;
  let isHead = false;
  for (const line of lines) {
    const [, no, path = "", score] = ENTRY.exec(line) ?? [];
    const open = found.at(-1);
    const facts = isHead && FACTS.exec(line);
    if (SECTION.test(line)) rank = 1;
    else if (no !== undefined && Number(no) === rank) {
      found.push({ ...draft(path), score: scoreOf(score) });
      rank += 1;
      isHead = true;
      continue;
    } else if (open && facts) {
      open.first = lineOf(facts[1] ?? facts[4]);
      open.last = lineOf(facts[2] ?? facts[5]);
      open.about = facts[3] ?? "";
      open.score = scoreOf(facts[6]) ?? open.score;
      continue;
    } else if (open && isHead && line.startsWith("Symbols: ")) open.about = line.slice(9);
    else open?.lines.push(line);
    isHead = false;
  }
  return found;
}

function learn(open: Draft, name: string, value: string): void {
  const [first, last] = value.split("-");
  if (name === "Lines") Object.assign(open, { first: lineOf(first), last: lineOf(last) });
  else if (name === "Similarity") open.score = scoreOf(value);
  else if (name === "Symbols" || name === "Title") open.about = value;
}

/** Markdown: a heading for each file, one for each piece, its facts as a list, its lines in a fence. */
function readHeaded(lines: readonly string[]): Draft[] {
  const found: Draft[] = [];
  let path = "";
  for (const line of lines) {
    const open = found.at(-1);
    const [, name, value] = (open?.lines.length === 0 && FACT.exec(line)) || [];
    if (line.startsWith("## File: ")) path = line.slice(9);
    else if (path && /^### \w+ \d+ of \d+ in file$/.test(line)) found.push(draft(path));
    else if (open && name) learn(open, name, value ?? "");
    else if (open && !/^(?:```\w*|\*\*Content:?\*\*:?)$/.test(line) && !SECTION.test(line) && (line !== "" || open.lines.length > 0))
      open.lines.push(line);
  }
  return found;
}

/** What other indexes answer: a record for each piece. */
function readRecords(text: string): Draft[] {
  const value = jsonOf(text);
  const { results, matches, hits } = objectOf(value);
  return listOf(Array.isArray(value) ? value : (results ?? matches ?? hits)).flatMap((raw) => {
    const record = objectOf(raw);
    const path = textOf(record.path ?? record.file ?? record.file_path);
    const code = textOf(record.content ?? record.code ?? record.snippet ?? record.text);
    if (path === "" || code === "") return [];
    const distance = numberOf(record.distance);
    return {
      path,
      first: numberOf(record.start_line ?? record.startLine),
      last: numberOf(record.end_line ?? record.endLine),
      score: numberOf(record.score ?? record.similarity) ?? (distance === null ? null : 1 - distance),
      about: textOf(record.symbol ?? record.name),
      lines: linesOf(code),
    };
  });
}

/** The nearest first, where all say how near they are. Null: it is no list of pieces of code. */
export function readSnippets(content: string): Snippet[] | null {
  if (content.length > READ_MAX) return null;
  const lines = linesOf(content);
  const drafts = /^\s*[[{]/.test(content) ? readRecords(content) : content.includes("\n## File: ") ? readHeaded(lines) : readListed(lines);
  if (drafts.length === 0) return null;
  const isRanked = drafts.every(({ score }) => score !== null);
  const sorted = isRanked ? [...drafts].sort((a, b) => (b.score ?? 0) - (a.score ?? 0)) : drafts;
  return sorted.map(finish);
}
