/** What an edit wanted to change when the tool refused it, as the call alone tells. */
import { type Diff, type DiffLine, diffOfNewFile, diffOfTexts } from "./diff-lines";
import { listOf, objectOf, textOf, textOfLines } from "./loose-json";
import { paramsOf, word } from "./tool-call";
import { linesOf } from "./tool-text";

/** More places than a call may name are no edit. */
const PLACES_MAX = 200;

/** Places that are named without a line. */
const ANCHORS: Readonly<Record<string, string>> = { "0": "at the beginning", "-1": "at the end" };

/** "replace 2:f4–3:a1", "insert at the end" */
function placeOf(operation: Record<string, unknown>): string {
  const [first, last] = [word(operation, "start", "line"), word(operation, "end")];
  const [from = "", to = ""] = first ? [first, last] : listOf(operation.line_range).map(textOf);
  const range = to && to !== from ? `${from}–${to}` : from;
  const done = word(operation, "operation") || "edit";
  if (done === "insert" && Object.hasOwn(ANCHORS, range)) return `insert ${ANCHORS[range]}`;
  return [done, range].filter(Boolean).join(" ");
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
  const [oldText, newText] = [word(params, "old_text", "old_str"), word(params, "new_text", "new_str", "insert_text")];
  return oldText || newText ? diffOfTexts(oldText, newText) : null;
}
