/** What a tool gave back, read as what it is: numbered code, a folder, search hits, a change, a terminal; else plain text. */
import { type Diff, diffOfNewFile, diffOfTexts } from "./diff-lines";
import { diffOfCall } from "./edit-diff";
import { describeTool, paramsOf, word } from "./tool-call";
import { type DetectedResult, detectResult } from "./tool-detect";
import { readTerminal, type TerminalResult } from "./tool-shell";
import { isBinary } from "./tool-text";
import { type CodeResult, type FolderResult, type HitsResult, readCode, readFolder, readHits, readPaths } from "./tool-view";
import { readUnifiedDiff, type UnifiedFile } from "./unified-diff";

export type ToolBody =
  | (CodeResult & { path: string })
  | FolderResult
  | (HitsResult & { isRegex: boolean })
  | { as: "diff"; diff: Diff; note: string }
  /** A unified diff, whichever tool printed it; `command`: the shell's. */
  | { as: "patch"; files: UnifiedFile[]; command: string }
  | TerminalResult
  | DetectedResult
  | { as: "binary"; length: number }
  | { as: "text"; text: string };

export type CallToRead = { tool: string; server: string; params: unknown; result: { content: string; success: boolean } | null };

const LOCAL_FAILURE = /^local tool '[^'\n]{1,200}' exited with status/;

/** A change is shown from the call while it runs and when it failed, and from the result, which is authoritative, when it was made. */
function readEdit(call: CallToRead): ToolBody | null {
  const params = paramsOf(call.params);
  const created = word(params, "content", "file_text");
  const oldText = word(params, "old_text", "old_str");
  const newText = word(params, "new_text", "new_str", "insert_text");
  if (call.result && !call.result.success) return { as: "text", text: call.result.content };
  const isCreated = word(params, "command") === "create";
  const reported = call.result && !isCreated && diffOfCall({ ...call, result: call.result });
  if (reported) return { as: "diff", diff: reported, note: "" };
  if (isCreated && created) return { as: "diff", diff: diffOfNewFile(created), note: call.result?.content ?? "" };
  if (oldText || newText) return { as: "diff", diff: diffOfTexts(oldText, newText), note: call.result?.content ?? "" };
  return call.result ? { as: "text", text: call.result.content } : null;
}

function readFileTool(name: string, params: Record<string, unknown>, content: string): ToolBody | null {
  const searched = name === "Search" ? word(params, "content", "pattern") : "";
  const hits = () => {
    const found = readHits(content, searched);
    return found && { ...found, isRegex: params.regex === true };
  };
  if (name === "Search") return hits();
  const code = () => {
    const found = readCode(content);
    return found && { ...found, path: word(params, "path", "file", "file_path") };
  };
  return readFolder(content) ?? code() ?? hits() ?? (name === "List" ? readPaths(content) : null);
}

/** Null: nothing to show yet. */
export function readResult(call: CallToRead): ToolBody | null {
  const { kind, name } = describeTool(call.tool, call.server, call.params);
  const params = paramsOf(call.params);
  const printed = call.result?.success ? readUnifiedDiff(call.result.content) : null;
  if (printed) return { as: "patch", files: printed, command: kind === "shell" ? word(params, "command") : "" };
  if (kind === "shell") return readTerminal(word(params, "command"), call.result);
  if (kind === "edit") return readEdit(call);
  if (!call.result) return null;
  const { content, success } = call.result;
  if (isBinary(content)) return { as: "binary", length: content.length };
  if (LOCAL_FAILURE.test(content)) return readTerminal(call.tool, call.result);
  if (!success) return { as: "text", text: content };
  return (kind === "read" ? readFileTool(name, params, content) : detectResult(content)) ?? { as: "text", text: content };
}
