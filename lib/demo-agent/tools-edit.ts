/** The `text_editor` tool: creates and changes files of the session's scratch copy and shows the change. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { lineId, linesOf, numberedLine } from "./line-ids";
import { insideScratch, PROJECT_NAME, scratchOf } from "./scratch";
import type { ToolContext, ToolOutcome } from "./tool";

const CONTEXT_LINES = 2;
const undo = new Map<string, string>();

const ok = (content: string): ToolOutcome => ({ content, success: true });
const failed = (content: string): ToolOutcome => ({ content, success: false });
const word = (value: unknown): string => (typeof value === "string" ? value : "");

function removedMarker(lines: string[], start: number, count: number): string {
  const first = lineId(start + 1, lines[start] ?? "");
  if (count === 1) return `-${first} (1 line)`;
  return `-${first}..${lineId(start + count, lines[start + count - 1] ?? "")} (${count} lines)`;
}

/** The change as the recorded file server writes it: two lines of context, removed lines as their ids, new lines in full. */
export function editDiff(before: string[], after: string[], start: number, removed: number, added: number): string {
  const from = Math.max(0, start - CONTEXT_LINES);
  const behind = start + added;
  const to = Math.min(behind + CONTEXT_LINES, after.length);
  const numbered = (begin: number, end: number, mark: string) =>
    after.slice(begin, end).map((line, index) => mark + numberedLine(begin + index + 1, line));
  return [
    ...(from > 0 ? ["..."] : []),
    ...numbered(from, start, ""),
    ...(removed > 0 ? [removedMarker(before, start, removed)] : []),
    ...numbered(start, behind, "+"),
    ...numbered(behind, to, ""),
    ...(to < after.length ? ["..."] : []),
  ].join("\n");
}

function replace(full: string, path: string, oldText: string, newText: string): ToolOutcome {
  if (!existsSync(full)) return failed(`Path not found: ${path} (resolved to ${PROJECT_NAME}/${path})`);
  const content = readFileSync(full, "utf8");
  const at = oldText === "" ? -1 : content.indexOf(oldText);
  if (at === -1) return failed("No exact match found (pass raw text, no \\n/\\t escapes).\nNothing similar in the file.");
  const changed = content.slice(0, at) + newText + content.slice(at + oldText.length);
  undo.set(full, content);
  writeFileSync(full, changed);
  const start = content.slice(0, at).split("\n").length - 1;
  const removed = oldText.replace(/\n$/, "").split("\n").length;
  const added = newText === "" ? 0 : newText.replace(/\n$/, "").split("\n").length;
  return ok(editDiff(linesOf(content), linesOf(changed), start, removed, added));
}

function create(full: string, path: string, content: string): ToolOutcome {
  if (existsSync(full)) return failed(`File already exists: ${path}. Edit it with str_replace or batch_edit instead of create.`);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
  return ok(`File created successfully with ${Buffer.byteLength(content)} bytes`);
}

/** `command` is create, str_replace or undo_edit. */
export async function textEditor(params: Record<string, unknown>, { session, sessions }: ToolContext): Promise<ToolOutcome> {
  const path = word(params.path);
  const root = scratchOf(session, sessions.options.sampleDir);
  const full = insideScratch(root, path);
  if (!full || path === "") return failed(`Path not found: ${path}`);
  if (params.command === "create") return create(full, path, word(params.content));
  if (params.command === "str_replace") return replace(full, path, word(params.old_text), word(params.new_text));
  if (params.command !== "undo_edit") return failed(`Unknown command: ${word(params.command)}`);
  const before = undo.get(full);
  if (before === undefined) return failed(`No edit history found for ${path}`);
  undo.delete(full);
  writeFileSync(full, before);
  return ok(`Successfully undid the last edit to ${path}`);
}
