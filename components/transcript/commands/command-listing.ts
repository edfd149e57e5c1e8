/** Lists, and what is done to one thing of a list, as the agent's commands answer them (skill, workflow, prompt, status): read into tables and sentences. Pure. */
import { cutShort } from "@/lib/domain/text/cut-short";
import { listOf, numberOf, objectOf, textOf } from "@/lib/domain/text/loose-json";
import { sentenceOf } from "@/lib/domain/text/sentence-of";
import { type TableResult, tableOfRecords } from "@/lib/domain/tools/tool-detect";
import { durationWords, usdWords } from "./command-info";

type Fields = Record<string, unknown>;
export type NamedTable = { name: string; table: TableResult };

/** `under`: what a table leaves unsaid: which lists are empty, which page this is. */
export type Listing =
  | { kind: "tables"; tables: readonly NamedTable[]; under: string }
  | { kind: "document"; text: string; under: string }
  | { kind: "facts"; fields: Fields }
  | { kind: "words"; words: string; isProblem: boolean };

const WORDS_MAX = 400;
/** The agent says when something began beside how long ago that is. */
const SAID_OTHERWISE = new Set(["started_unix"]);
const MONEY = /(^|_)cost$/;
const DURATION = /_(secs|ms)$/;

/** As much of a text as stands in one row. */
export const short = (text: string): string => cutShort(text, WORDS_MAX);
const heading = (name: string): string => sentenceOf(name.replace(DURATION, ""));

function plainValue(name: string, value: unknown): unknown {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value.join(", ");
  const number = numberOf(value);
  if (number === null) return value ?? "";
  if (MONEY.test(name)) return usdWords(number);
  if (DURATION.test(name)) return durationWords(name.endsWith("_ms") ? number : number * 1_000);
  return name.startsWith("tokens_") ? number.toLocaleString("en") : number;
}

/** With names and values as a person writes them, without what says nothing. */
function saidPlainly(raw: unknown): Fields {
  const said = Object.entries(objectOf(raw)).filter(([name]) => !SAID_OTHERWISE.has(name));
  return Object.fromEntries(said.map(([name, value]) => [heading(name), plainValue(name, value)]));
}

/** A column in which nothing stands is none. */
function withoutEmptyColumns({ as, columns, rows }: TableResult): TableResult {
  const kept = columns.map((_name, index) => index).filter((index) => rows.some((row) => row[index]));
  return { as, columns: kept.map((index) => columns[index] ?? ""), rows: rows.map((row) => kept.map((index) => row[index] ?? "")) };
}

function readLists(fields: Fields): Listing | null {
  const lists = Object.entries(fields).filter(([, value]) => Array.isArray(value));
  const what = fields.view === "agents" ? " agents" : "";
  const empty = lists.filter(([, value]) => listOf(value).length === 0).map(([name]) => `no ${short(name)}${what}`);
  if (lists.length === 0) return null;
  const none = empty.length > 0 ? `There are ${empty.join(", ")}.` : "";
  if (empty.length === lists.length) return { kind: "words", words: none, isProblem: false };
  const tables: NamedTable[] = [];
  for (const [name, value] of lists) {
    if (listOf(value).length === 0) continue;
    const table = tableOfRecords(listOf(value).map(saidPlainly));
    if (!table || listOf(value).some((row) => Object.keys(objectOf(row)).length === 0)) return null;
    tables.push({ name: heading(`${name}${what}`), table: withoutEmptyColumns(table) });
  }
  const pages = numberOf(fields.total_pages) ?? 1;
  const page = pages > 1 ? `Page ${textOf(fields.page) || "1"} of ${pages.toLocaleString("en")}.` : "";
  return { kind: "tables", tables, under: [none, page].filter(Boolean).join(" ") };
}

function readRun(fields: Fields): Listing | null {
  const output = textOf(fields.output);
  const cost = usdWords(fields.cost);
  return output ? { kind: "document", text: output, under: cost ? `It cost ${cost}.` : "" } : null;
}

const done = (what: string, name: unknown, then: string): Listing => ({
  kind: "words",
  words: `${what} ${short(textOf(name))} ${then}.`,
  isProblem: false,
});

/** `result` is the answer of a command of this type; null: it is no list, and nothing of which is known what it says. */
export function readListing(type: unknown, result: Fields): Listing | null {
  const { command_type: _type, ...own } = result;
  const data = objectOf(own.data);
  const fields = Object.keys(data).length > 0 ? data : own;
  const { subcommand, action, view } = fields;
  if (subcommand === "error" || view === "error" || (action === "execute" && fields.success === false)) {
    const words = textOf(fields.message) || textOf(fields.error);
    return { kind: "words", words: short(words) || "The agent refused it.", isProblem: true };
  }
  if (subcommand === "use" && textOf(fields.name)) return done("The skill", fields.name, "is in use from now on");
  if (subcommand === "forget" && textOf(fields.name)) return done("The skill", fields.name, "is in use no more");
  if (action === "execute" && fields.success === true && textOf(fields.prompt_name))
    return done("The prompt", fields.prompt_name, "was given to the agent");
  if (type === "workflow" && subcommand === "run") return readRun(fields);
  const detail = saidPlainly(fields.detail);
  if (type === "status" && Object.keys(detail).length > 0)
    return { kind: "facts", fields: Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== "")) };
  const isListing = type === "status" || subcommand === "list" || action === "list";
  return isListing ? readLists(fields) : null;
}
