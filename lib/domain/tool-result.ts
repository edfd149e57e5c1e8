/** What a tool gave back, read as what it is: numbered code, a folder, search hits, a change, a terminal; else plain text. */
import { type Diff, diffOfNewFile, diffOfTexts, parseEditResult } from "./diff-lines";
import { describeTool, paramsOf, word } from "./tool-call";

export type CodeLine = { no: number; text: string };
export type ToolBody =
  | { as: "code"; lines: CodeLine[]; notes: string[] }
  | { as: "folder"; rows: { path: string; lines: number; tokens: number }[]; notes: string[] }
  | { as: "hits"; files: { path: string; lines: CodeLine[] }[]; searched: string; notes: string[] }
  | { as: "diff"; diff: Diff; note: string }
  | { as: "terminal"; command: string; output: string; exitCode: number | null }
  | { as: "text"; text: string };

export type CallToRead = { tool: string; server: string; params: unknown; result: { content: string; success: boolean } | null };

const CODE_LINE = /^(\d+):[0-9a-z]{1,4}\|(.*)$/s;
const PLAIN_LINE = /^(\d+): (.*)$/s;
const FOLDER_ROW = /^(.+)\t(\d+)L\t~(\d+)t$/;
const HIT_FILE = /^(\S.*):$/;
const EXIT_CODE = /^Command failed with exit code (-?\d+)\n*/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the terminal's own control sequences
const CONTROL_SEQUENCE = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;

/** Terminal output as plain text: colours and cursor moves dropped, of overwritten lines the last state kept. */
export function plainOutput(text: string): string {
  const plain = text.replace(CONTROL_SEQUENCE, "").replaceAll("\r\n", "\n");
  if (!plain.includes("\r")) return plain;
  return plain
    .split("\n")
    .map((line) => line.split("\r").findLast((part) => part !== "") ?? "")
    .join("\n");
}

function readCode(content: string): ToolBody | null {
  const lines: CodeLine[] = [];
  const notes: string[] = [];
  for (const line of content.replace(/\n$/, "").split("\n")) {
    const found = CODE_LINE.exec(line) ?? PLAIN_LINE.exec(line);
    if (found) lines.push({ no: Number(found[1]), text: found[2] ?? "" });
    else if (line.trim() !== "") notes.push(line);
  }
  return lines.length > 0 && notes.length <= lines.length ? { as: "code", lines, notes } : null;
}

function readFolder(content: string): ToolBody | null {
  const notes: string[] = [];
  const rows = content.split("\n").flatMap((line) => {
    const [, path, lines, tokens] = FOLDER_ROW.exec(line) ?? [];
    if (path) return [{ path, lines: Number(lines), tokens: Number(tokens) }];
    if (line.trim() !== "") notes.push(line);
    return [];
  });
  return rows.length > 0 && notes.length <= rows.length ? { as: "folder", rows, notes } : null;
}

function readHits(content: string, searched: string): ToolBody | null {
  const files: { path: string; lines: CodeLine[] }[] = [];
  const notes: string[] = [];
  for (const line of content.split("\n")) {
    const hit = CODE_LINE.exec(line) ?? PLAIN_LINE.exec(line);
    const file = files.at(-1);
    if (hit && file) file.lines.push({ no: Number(hit[1]), text: hit[2] ?? "" });
    else if (HIT_FILE.test(line)) files.push({ path: line.slice(0, -1), lines: [] });
    else if (line.trim() !== "") notes.push(line);
  }
  const found = files.filter(({ lines }) => lines.length > 0);
  return found.length > 0 ? { as: "hits", files: found, searched, notes } : null;
}

function readTerminal(command: string, content: string): ToolBody {
  const output = plainOutput(content);
  const failed = EXIT_CODE.exec(output);
  if (!failed) return { as: "terminal", command, output, exitCode: null };
  return { as: "terminal", command, output: output.slice(failed[0].length), exitCode: Number(failed[1]) };
}

/** A change is shown from the call while it runs and when it failed, and from the result, which is authoritative, when it was made. */
function readEdit(call: CallToRead): ToolBody | null {
  const params = paramsOf(call.params);
  const created = word(params, "content", "file_text");
  const oldText = word(params, "old_text", "old_str");
  const newText = word(params, "new_text", "new_str", "insert_text");
  if (call.result && !call.result.success) return { as: "text", text: call.result.content };
  const reported = call.result && parseEditResult(call.result.content, oldText ? { oldText, newText } : null);
  if (reported) return { as: "diff", diff: reported, note: "" };
  if (word(params, "command") === "create" && created)
    return { as: "diff", diff: diffOfNewFile(created), note: call.result?.content ?? "" };
  if (oldText || newText) return { as: "diff", diff: diffOfTexts(oldText, newText), note: call.result?.content ?? "" };
  return call.result ? { as: "text", text: call.result.content } : null;
}

/** Null: nothing to show yet. */
export function readResult(call: CallToRead): ToolBody | null {
  const { kind, name } = describeTool(call.tool, call.server, call.params);
  const params = paramsOf(call.params);
  const content = call.result?.content ?? "";
  if (kind === "shell") return readTerminal(word(params, "command"), content);
  if (kind === "edit") return readEdit(call);
  if (!call.result) return null;
  const plain: ToolBody = { as: "text", text: content };
  if (kind !== "read" || !call.result.success) return plain;
  if (name === "Search") return readHits(content, word(params, "content", "pattern")) ?? plain;
  return readFolder(content) ?? readCode(content) ?? readHits(content, "") ?? plain;
}
