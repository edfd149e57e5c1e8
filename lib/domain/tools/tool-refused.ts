/** What an edit wanted to change when the tool refused it, as the call alone tells. */
import { type Diff, type DiffLine, diffOfNewFile, diffOfTexts } from "@/lib/domain/diffs/diff-lines";
import { listOf, objectOf, textOf, textOfLines } from "@/lib/domain/text/loose-json";
import { linesOf } from "@/lib/domain/text/text-lines";
import { lineOf } from "./call-lines";
import { paramsOf, textsOfEdit, word } from "./tool-call";

/** More places than a call may name are no edit. */
const PLACES_MAX = 200;

/** Places that are named without a line. */
const ANCHORS: Readonly<Record<string, string | undefined>> = { "0": "at the beginning", "-1": "at the end" };

/** "replace lines 2–3", "insert at the end" */
function placeOf(operation: Record<string, unknown>): string {
  const [first, last] = [word(operation, "start", "line"), word(operation, "end")];
  const [from = "", to = ""] = (first ? [first, last] : listOf(operation.line_range).map(textOf)).map(lineOf);
  const done = word(operation, "operation") || "edit";
  if (from === "") return done;
  if (done === "insert") return `insert ${ANCHORS[from] ?? `after line ${from}`}`;
  return to && to !== from ? `${done} lines ${from}–${to}` : `${done} line ${from}`;
}

/** Where each operation wanted to work, and the lines that it wanted there; which ones it would have replaced the call does not say. */
function diffOfOperations(operations: readonly unknown[]): Diff {
  const lines = operations.slice(0, PLACES_MAX).flatMap((raw): DiffLine[] => {
    const operation = objectOf(raw);
    const added = linesOf(textOfLines(operation.content));
    return [
      { kind: "skipped", text: placeOf(operation) },
      ...added.map((text) => ({ kind: "added" as const, before: null, after: null, text })),
    ];
  });
  return { lines, added: lines.filter(({ kind }) => kind === "added").length, removed: 0 };
}

/** Null: the call names no text. */
export function attemptedDiff(tool: string, raw: unknown): Diff | null {
  const params = paramsOf(raw);
  const operations = listOf(params.operations);
  if (operations.length > 0) return diffOfOperations(operations);
  if (tool === "ast_grep") return diffOfTexts(word(params, "pattern"), word(params, "rewrite"));
  const created = word(params, "command") === "create" ? word(params, "content", "file_text") : "";
  if (created) return diffOfNewFile(created);
  const { oldText, newText } = textsOfEdit(params);
  return oldText || newText ? diffOfTexts(oldText, newText) : null;
}

/** A line as the file tool shows it: its number, a sign of its text by which edits name it, and the text. */
const SHOWN_LINE = /^(\s*\d{1,9}):[0-9a-z]{1,4}\|/;
/** Such a name in a sentence; what is quoted from the file, or given as an example, is none. */
const NAMED_LINE = /\("(?:[^"\\]|\\.)*"\)|like "[^"]*"|(?<![\w.:])(\d{1,9}):[0-9a-f]{2}(?![\w:])/g;

/** Sentences about nothing but those names, in words about lines; the ends of others that tell the agent what to do with them go. */
const said = (line: string): string =>
  line
    .replace(/Line id "(\d+):\w+" does not match: line \d+ is now "[^"]*"\. Current content:/, "Line $1 is not what it was. It is now:")
    .replace(/Line id "(\d+):\w+"/, "Line $1")
    .replace(/^Hash \w+ now matches (.*) \(content moved, or hash paired with the wrong line\)\.$/, "What was meant stands in line $1 now.")
    .replace(/,? or use batch_edit with (?:these|one of these) ids/, "")
    .replace(NAMED_LINE, (found, no) => no ?? found);

/** Why an edit was refused, without what only the agent can use: the names by which the file tool has lines told, and what to do with them. */
export const refusedWords = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !/^(?:Retry with these ids|Re-view the file for fresh ids)/.test(line))
    .map((line) => (SHOWN_LINE.test(line) ? line.replace(SHOWN_LINE, "$1 | ") : said(line)))
    .join("\n");
