/** Results of tools nobody knows, read as what they look like: a table from JSON, JSON lines, CSV or Markdown; JSON; Markdown. */
import { isObject, jsonOf } from "@/lib/domain/text/loose-json";

/** Null: there is a field, and nothing is its value; an empty text is one. */
type Cell = string | null;
export type TableResult = { as: "table"; columns: string[]; rows: Cell[][] };
export type DetectedResult = TableResult | { as: "json"; text: string } | { as: "markdown"; text: string };

/** Larger results are shown as the text they are. */
const READ_MAX = 2_000_000;
const COLUMNS_MAX = 50;

/** Strings and numbers of a text that is known to be JSON. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;
/** Stands before a whole number that no double holds, which is read as a text: an id of a database, mostly. */
const EXACT = "\u0000";
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is the mark itself
const EXACT_WHOLE = /^\u0000(?=-?\d{16,}$)/;
const exactly = (token: string): string =>
  /^-?\d{16,}$/.test(token) && String(Number(token)) !== token ? JSON.stringify(`${EXACT}${token}`) : token;

const written = (value: unknown, indent?: number): string =>
  (JSON.stringify(value, null, indent) ?? "").replace(/"\\u0000(-?\d{16,})"/g, "$1");

const cellOf = (value: unknown): Cell =>
  typeof value === "string" ? value.replace(EXACT_WHOLE, "") : value === null ? null : written(value);

function parse(text: string): unknown {
  const value = jsonOf(text);
  return value !== undefined && /\d{16}/.test(text) ? jsonOf(text.replace(TOKEN, exactly)) : value;
}

/** Null: these are no records, or have too many fields for a table. */
export function tableOfRecords(values: readonly unknown[]): TableResult | null {
  if (values.length === 0 || !values.every(isObject)) return null;
  const columns = new Set<string>();
  for (const value of values) {
    for (const name of Object.keys(value)) columns.add(name);
    if (columns.size > COLUMNS_MAX) return null;
  }
  if (columns.size === 0) return null;
  const names = [...columns];
  return {
    as: "table",
    columns: names,
    rows: values.map((value) => names.map((name) => cellOf(Object.hasOwn(value, name) ? value[name] : ""))),
  };
}

/** Rows that stand in lists, their names beside them: `{columns: ["a"], rows: [[1]]}`. */
function tableOfLists(columns: unknown, rows: readonly unknown[]): TableResult | null {
  const names = (Array.isArray(columns) ? columns : []).map((column) => cellOf(isObject(column) ? column.name : column) ?? "");
  if (names.length === 0 || names.length > COLUMNS_MAX || !rows.every((row) => Array.isArray(row) && row.length === names.length))
    return null;
  return { as: "table", columns: names, rows: rows.map((row) => (Array.isArray(row) ? row.map(cellOf) : [])) };
}

/** What databases answer: the rows, and a few facts around them that are left to the raw answer. */
function tableInside(value: unknown): TableResult | null {
  if (!isObject(value)) return null;
  const rows = value.rows ?? value.results ?? value.records ?? value.data;
  if (!Array.isArray(rows) || Object.values(value).some((other) => isObject(other))) return null;
  return tableOfRecords(rows) ?? tableOfLists(value.columns ?? value.fields, rows);
}

function readJson(text: string): DetectedResult | null {
  if (!/^[[{]/.test(text)) return null;
  const value = parse(text);
  if (value !== undefined)
    return (Array.isArray(value) ? tableOfRecords(value) : tableInside(value)) ?? { as: "json", text: written(value, 2) };
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.length > 1 && lines.every((line) => line.startsWith("{")) ? tableOfRecords(lines.map(parse)) : null;
}

/** The fields of a line of CSV; a quoted one may hold the separator. Null: its quotes do not add up. */
function fieldsOf(line: string, separator: string): string[] | null {
  const fields: string[] = [];
  let at = 0;
  while (at <= line.length) {
    if (line[at] === '"') {
      let end = line.indexOf('"', at + 1);
      while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2);
      if (end < 0) return null;
      fields.push(line.slice(at + 1, end).replaceAll('""', '"'));
      if (end + 1 < line.length && line[end + 1] !== separator) return null;
      at = end + 2;
    } else {
      const end = line.indexOf(separator, at);
      fields.push(line.slice(at, end < 0 ? line.length : end));
      at = end < 0 ? line.length + 1 : end + 1;
    }
  }
  return fields;
}

function readSeparated(lines: readonly string[]): TableResult | null {
  for (const separator of ["\t", ",", ";"]) {
    const rows = lines.map((line) => fieldsOf(line, separator));
    const width = rows[0]?.length ?? 0;
    const isTable = width > 1 && width <= COLUMNS_MAX && rows.length > 2 && rows.every((row) => row?.length === width);
    // words of prose hold commas too; names of columns are short
    const [columns, ...body] = rows;
    if (isTable && columns?.every((name) => name.trim() !== "" && name.length <= 40 && !/[.!?]$/.test(name)))
      return { as: "table", columns: columns.map((name) => name.trim()), rows: body.flatMap((row) => (row ? [row] : [])) };
  }
  return null;
}

const RULE = /^\s*[|+]?\s*:?-{2,}:?\s*(?:[|+]\s*:?-{2,}:?\s*)*[|+]?\s*$/;
const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\|/, "")
    .replace(/\|$/, "")
    .split("|")
    .map((cell) => cell.trim());

/** `a | b`, a line of dashes, rows: what Markdown and database shells print. */
function readPiped(lines: readonly string[]): TableResult | null {
  const isBoxed = lines[0]?.startsWith("+-") === true;
  const [head = "", rule = "", ...rest] = isBoxed ? lines.slice(1) : lines;
  if (!head.includes("|") || rule.length > 2_000 || !RULE.test(rule)) return null;
  const columns = cellsOf(head);
  const rows = rest.filter((line) => !/^\(\d+ rows?\)$/.test(line.trim()) && !(isBoxed && line.startsWith("+-"))).map(cellsOf);
  return columns.length <= COLUMNS_MAX && rows.every((row) => row.length === columns.length) ? { as: "table", columns, rows } : null;
}

const MARKDOWN_SIGN = /^(?:#{1,4} \S|\s{0,3}(?:[-*]|\d{1,3}\.) \S|```|> \S)/;

function isMarkdown(lines: readonly string[]): boolean {
  const signs = lines.slice(0, 200).filter((line) => MARKDOWN_SIGN.test(line));
  return signs.some((line) => line.startsWith("#") || line.startsWith("```")) ? signs.length > 1 : signs.length > 2;
}

/** Null: it is text. */
export function detectResult(content: string): DetectedResult | null {
  if (content.length > READ_MAX) return null;
  const text = content.trim();
  const json = readJson(text);
  if (json) return json;
  const lines = text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const table = readPiped(lines) ?? readSeparated(lines);
  if (table) return table;
  return content.length < 100_000 && isMarkdown(lines) ? { as: "markdown", text } : null;
}
