/** What a call of an editing tool did to which file, read from the call and from what the tool reported; old and new spellings. */
import { readUnifiedDiff } from "@/lib/domain/diffs/unified-diff";
import { listOf, objectOf, shortJson, textOf, textOfLines } from "@/lib/domain/text/loose-json";
import { linesOf } from "@/lib/domain/text/text-lines";
import { describeTool, fileOf, paramsOf, textsOfEdit, word } from "@/lib/domain/tools/tool-call";
import { corrected } from "./edit-counts";
import { type EditReport, PLACES_MAX, type Replaced, readReport } from "./edit-report";
import type { FileEnd, NewLine } from "./known-file";

export type AnsweredCall = { tool: string; server: string; params: unknown; result: { content: string; success: boolean } };

/** `at`: the line before which it happens; null: at the end. */
export type FileStep =
  | { kind: "create"; text: string; end: FileEnd }
  | { kind: "delete" }
  | { kind: "undo" }
  | { kind: "report"; report: EditReport; replaced: Replaced | null; end: FileEnd }
  /** `source`: the file that the lines were copied from. */
  | { kind: "splice"; at: number | null; removed: number; lines: readonly NewLine[]; end: FileEnd; source?: string | null }
  /** Every place that reads so was replaced; `starts` are the lines where the new text begins, by their new numbers. */
  | { kind: "everywhere"; replaced: Replaced; starts: number[] }
  /** The tool says that it edited, and not where. */
  | { kind: "unplaced"; replaced: Replaced }
  | { kind: "unread" };

export type EditStep = { path: string; step: FileStep };

const REPLACED_ALL = /^Replaced \d+ occurrences?\. Replacements start at: ([\d:0-9a-z, ]+)/;
const APPENDED = /^Appended \d+ lines? \((\d+)-(\d+)\) from .* at (end of file|beginning of file|after line (\d+)):?$/;
/** As older file tools said it; they showed the middle of a long copy as a count. */
const APPENDED_BEFORE =
  /^Successfully extracted \d+ lines? \(lines (\d+)-(\d+)\) from .* and appended to .* at (end of file|beginning of file|after line (\d+))\.?$/;
/** It names two files at most: in a longer line nothing has to be looked for. */
const HEAD_MAX = 10_000;
const COPIED = /^(\d{1,9})(?::[0-9a-z]{1,4}\||: ?)(.*)$/s;
const COPIED_NOTE = /^(?:|Extracted content:|\[\.\.\.\d+ lines more\])$/;
const COPIED_MAX = 100_000;

function readReplace(params: Record<string, unknown>, content: string): FileStep {
  const replaced = textsOfEdit(params);
  const all = REPLACED_ALL.exec(content)?.[1];
  if (all) return { kind: "everywhere", replaced, starts: all.split(",").map((id) => Number.parseInt(id, 10)) };
  const report = readReport(content, [replaced.newText]);
  return report ? { kind: "report", replaced, ...corrected(report, replaced) } : { kind: "unplaced", replaced };
}

/** Commands of older editors that name the lines themselves. */
function readPlaced(command: string, params: Record<string, unknown>): FileStep {
  const lines = linesOf(textsOfEdit(params).newText || word(params, "content"));
  if (command === "insert") {
    const after = Number.parseInt(textOf(params.insert_line), 10);
    return Number.isNaN(after) ? { kind: "unread" } : { kind: "splice", at: after + 1, removed: 0, lines, end: "same" };
  }
  const [first, last] = listOf(params.view_range ?? params.lines).map(Number);
  if (command !== "line_replace" || !first || !last || last < first) return { kind: "unread" };
  return { kind: "splice", at: first, removed: last - first + 1, lines, end: "same" };
}

function readEditor(params: Record<string, unknown>, content: string): FileStep {
  const command = word(params, "command");
  if (command === "create") {
    const text = word(params, "content", "file_text");
    return { kind: "create", text, end: text === "" || text.endsWith("\n") ? "break" : "bare" };
  }
  if (command === "delete") return { kind: "delete" };
  if (command === "undo_edit") return { kind: "undo" };
  if (command === "str_replace" || command === "") return readReplace(params, content);
  const report = readReport(content, [textsOfEdit(params).newText]);
  return report ? { kind: "report", report, replaced: null, end: "same" } : readPlaced(command, params);
}

/** Operations stand in any order; their texts are looked for in the order of the file. */
function sentTexts(params: Record<string, unknown>): string[] {
  return listOf(params.operations)
    .map(objectOf)
    .map((operation) => ({ start: Number.parseInt(textOf(operation.start), 10) || 0, text: textOfLines(operation.content) }))
    .sort((a, b) => a.start - b.start)
    .map(({ text }) => text);
}

function readBatch(params: Record<string, unknown>, content: string): FileStep {
  const report = readReport(content, sentTexts(params));
  return report ? { kind: "report", report, replaced: null, end: "same" } : { kind: "unread" };
}

/** The lines of a copy as an older tool showed them: what it left out is null. */
function readCopied(shown: readonly { no: number; text: string }[], first: number, count: number): NewLine[] | null {
  if (count < 1 || count > COPIED_MAX) return null;
  const lines: NewLine[] = Array(count).fill(null);
  for (const { no, text } of shown) {
    if (no < first || no >= first + count) return null;
    lines[no - first] = text;
  }
  return lines;
}

function stepOfCopy(place: string, after: string | undefined, lines: readonly NewLine[], isNew: boolean): FileStep {
  // a copied line at the end keeps its line break only when it was the last of its file
  const end = "unknown" as const;
  if (isNew) return { kind: "create", text: lines.map((line) => `${line ?? ""}\n`).join(""), end };
  const at = place === "end of file" ? null : place === "beginning of file" ? 1 : Number(after) + 1;
  return { kind: "splice", at, removed: 0, lines, end: at === null ? end : "same" };
}

/** Which lines were copied where; the lines stand below with the numbers they have in the file they came from. */
export function readExtract(content: string): { step: FileStep; from: { no: number; text: string }[] } | null {
  const [whole = "", ...rest] = linesOf(content);
  const head = whole.slice(0, HEAD_MAX);
  const told = APPENDED.exec(head);
  const [, first, last, place, after] = told ?? APPENDED_BEFORE.exec(head) ?? [];
  if (!place) return null;
  const count = Number(last) - Number(first) + 1;
  const from = rest.flatMap((line) => {
    const found = COPIED.exec(line);
    return found ? [{ no: Number(found[1]), text: found[2] ?? "" }] : [];
  });
  if (!told) {
    // one that named its lines by signs alone
    const isNumbered = rest.every((line) => COPIED.test(line) || COPIED_NOTE.test(line));
    const lines = readCopied(isNumbered ? from : [], Number(first), count);
    return lines ? { step: stepOfCopy(place, after, lines, false), from: isNumbered ? from : [] } : { step: { kind: "unread" }, from: [] };
  }
  if (from.length !== count) return { step: { kind: "unread" }, from };
  // a file that was there and not empty says how its lines moved
  const isNew = place === "beginning of file" && !rest.some((line) => line.startsWith("shift:"));
  const lines = from.map(({ text }) => text);
  return { step: stepOfCopy(place, after, lines, isNew), from };
}

/** The steps of a unified diff, file by file: what tools report that change many files at once. */
function readManyFiles(content: string): EditStep[] {
  // some wrap what their program printed
  const files = readUnifiedDiff(textOf(shortJson(content).output) || content) ?? [];
  return files.map(({ path, splices }) => {
    if (splices.length > PLACES_MAX) return { path, step: { kind: "unread" } };
    const report = { splices, shown: [], length: null, hasHashes: false };
    return { path, step: { kind: "report", report, replaced: null, end: "same" } };
  });
}

/** What a call that succeeded changed; empty: it is no edit, or does not say which file it was. */
export function readEditSteps({ tool, server, params: raw, result }: AnsweredCall): EditStep[] {
  const params = paramsOf(raw);
  if (describeTool(tool, server, raw).kind !== "edit") return [];
  if (tool === "extract_lines") {
    const step = readExtract(result.content)?.step ?? { kind: "unread" as const };
    const source = word(params, "from_path");
    return [{ path: word(params, "append_path"), step: step.kind === "splice" ? { ...step, source } : step }];
  }
  if (tool === "ast_grep") return readManyFiles(result.content);
  const path = fileOf(params);
  if (path === "") return [];
  return [{ path, step: tool === "batch_edit" ? readBatch(params, result.content) : readEditor(params, result.content) }];
}

/** The file that a call wants to change, whether it did or not. */
export function editedPath({ tool, params: raw }: Pick<AnsweredCall, "tool" | "params">): string {
  const params = paramsOf(raw);
  return tool === "extract_lines" ? word(params, "append_path") : fileOf(params);
}
