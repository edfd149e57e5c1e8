/** Which lines of a file a call is about, as any version of the file tools names them. */
import { listOf, objectOf, textOf } from "@/lib/domain/text/loose-json";

/** The number of a line that is named by its number and a sign of its text: "12:a3". */
export const lineOf = (named: string): string => /^(-?\d+):[0-9a-z]{1,4}$/.exec(named)?.[1] ?? named;

/** What a tool showed of a file, or changed in it, with its lines by their numbers alone: "12 | text". */
export const byNumbers = (shown: string): string => shown.replace(/^([ \t]*[+-]?\d{1,9}):[0-9a-z]{1,4}\|/gm, "$1 | ");

/** "18–27"; numbers below zero count from the end of the file, where a range without an end goes to. */
function rangeWords(first: string, last: string): string {
  const fromEnd = (line: string): string => (line.startsWith("-") ? line.slice(1) : "");
  if (first === "1" && last === "-1") return "";
  if (last === "-1") return first === "-1" ? "last line" : fromEnd(first) ? `last ${fromEnd(first)}` : `from ${first}`;
  if (fromEnd(last)) return `${fromEnd(first) || first} to ${fromEnd(last)} from the end`;
  return last === first ? first : `${first}–${last}`;
}

const pairWords = (pair: readonly unknown[]): string => {
  const [first = "", last = ""] = pair.map(textOf).map(lineOf);
  return first || last ? rangeWords(first || "1", last || "-1") : "";
};

/** The lines that were asked for, from any of the spellings; "": all of them. */
export function rangeOf({ lines, view_range, line_range, start, end }: Record<string, unknown>): string {
  const range = lines ?? view_range ?? line_range;
  const list = typeof range === "string" ? range.split(/(?<=\d)-/) : listOf(range);
  if (list.some(Array.isArray)) return list.map((pair) => pairWords(listOf(pair))).join(", ");
  const [first, last = first] = list;
  return pairWords(list.length === 1 || list.length === 2 ? [first, last] : [start, end]);
}

/** Parameters that name lines, and those that say that they are a file's. */
const LINES = /^(?:lines?|(?:view|line|from)_range|(?:from_)?(?:start|end)|(?:append|insert)_line)$/;
const FILES = ["path", "paths", "file", "file_path", "from_path", "operations"];
const LINE_ID = /(?<![\w.:])(-?\d+):[0-9a-z]{1,4}(?![\w:])/g;

function numbersOf(value: unknown): unknown {
  if (typeof value === "string") return value.replace(LINE_ID, "$1");
  return Array.isArray(value) ? value.map(numbersOf) : value;
}

/** Also in the places of a batch, each of which has parameters of its own. */
function numbered(params: unknown): unknown {
  if (Array.isArray(params)) return params.map(numbered);
  if (objectOf(params) !== params) return params;
  const named = ([name, value]: [string, unknown]) => [
    name,
    name === "operations" ? numbered(value) : LINES.test(name) ? numbersOf(value) : value,
  ];
  return Object.fromEntries(Object.entries(params).map(named));
}

/** A call's parameters, with lines of files by their numbers alone. */
export const withoutLineIds = (params: unknown): unknown =>
  FILES.some((name) => Object.hasOwn(objectOf(params), name)) ? numbered(params) : params;
