/** What a tool gave back, read as what it is: numbered code, a folder, search hits, a change, a terminal; else plain text. */
import { diffOfCall, diffOfView } from "@/lib/domain/changes/edit-diff";
import { editedPath } from "@/lib/domain/changes/edit-step";
import { type Diff, diffOfNewFile, diffOfTexts } from "@/lib/domain/diffs/diff-lines";
import { readUnifiedDiff, type UnifiedFile } from "@/lib/domain/diffs/unified-diff";
import { countOf } from "@/lib/domain/text/count-of";
import { listOf, shortJson } from "@/lib/domain/text/loose-json";
import { isBinary } from "@/lib/domain/text/visible-text";
import { describeTool, fileOf, filesOf, pageOf, paramsOf, type ToolKind, textsOfEdit, word } from "./tool-call";
import { type DetectedResult, detectResult } from "./tool-detect";
import { readScheduleAnswer, type ScheduleResult } from "./tool-schedule";
import { readTerminal, type TerminalResult } from "./tool-shell";
import { type CodeResult, type FolderResult, type HitsResult, readCode, readFolder, readHits, readPaths, withoutAdvice } from "./tool-view";

/** `from` is "" where it was not told; `to` is "" for the project's own folder. */
export type WorkdirResult = { as: "workdir"; from: string; to: string; isRemote: boolean };

export type ToolBody =
  | (CodeResult & { path: string })
  | FolderResult
  | (HitsResult & { isRegex: boolean })
  /** `more`: a file that was made, of a kind that can be shown as more than its lines; a change in several places; or lines of another file. */
  | { as: "diff"; diff: Diff; note: string; more?: "preview" | "places" | "copied" }
  /** A unified diff, whichever tool printed it; `command`: the shell's. */
  | { as: "patch"; files: UnifiedFile[]; command: string }
  | TerminalResult
  | ScheduleResult
  /** What the agent has or was given, read when it is drawn. */
  | { as: "entries"; content: string }
  | WorkdirResult
  /** What was remembered, read when it is drawn; `otherwise` reads what it is if there is none. */
  | { as: "memories"; content: string; otherwise: () => ToolBody }
  /** Pages of the web, read when they are drawn; `url`: the one that was read, null: any tool's list of them; `otherwise` if there are none. */
  | { as: "sources"; content: string; url: string | null; otherwise: () => ToolBody }
  | DetectedResult
  /** An edit that failed; `text` is null of a batch that has no answer. `isMade`: it went well, and what it says of that cannot be read. */
  | { as: "refused"; tool: string; text: string | null; isMade?: true }
  /** Pieces of code that a search found, read when they are drawn; `otherwise` if they are none. */
  | { as: "found"; tool: string; content: string; otherwise: () => ToolBody }
  /** Pictures among what it says, by their bytes. */
  | { as: "pictures"; content: string }
  | { as: "binary"; length: number }
  | { as: "text"; text: string };

export type CallToRead = { tool: string; server: string; params: unknown; result: { content: string; success: boolean } | null };

const LOCAL_FAILURE = /^local tool '[^'\n]{1,200}' exited with status/;

/** A longer reply of an agent is shown as the text it is. */
const MARKDOWN_MAX = 100_000;

/** Older editors placed lines by number and showed nothing around them. */
const contextNote = (params: Record<string, unknown>, { lines }: Diff): string =>
  /^(?:insert|line_replace)$/.test(word(params, "command")) && lines.every(({ kind }) => kind !== "same")
    ? "Context unknown: the tool showed no lines around it."
    : "";

const EVERYWHERE = /^(Replaced \d+ occurrences?\. Replacements start at: )([\d:0-9a-z, ]+)$/;

/** What was replaced wherever it stood is shown once, and counted as often as it was replaced. */
function readReplaced(oldText: string, newText: string, content: string): ToolBody {
  const said = withoutAdvice(content);
  const { lines, added, removed } = diffOfTexts(oldText, newText);
  const [, words, places = ""] = EVERYWHERE.exec(said) ?? [];
  const numbers = places.split(", ").map((place) => place.replace(/:.*/, ""));
  const times = new Set(numbers).size;
  return { as: "diff", diff: { lines, added: added * times, removed: removed * times }, note: words ? words + numbers.join(", ") : said };
}

/** A change is shown from the call while it runs, and from the result, which is authoritative, when it was made. */
function readEdit(call: CallToRead): ToolBody | null {
  const params = paramsOf(call.params);
  const created = word(params, "content", "file_text");
  const { oldText, newText } = textsOfEdit(params);
  if (call.result ? !call.result.success : listOf(params.operations).length > 0)
    return { as: "refused", tool: call.tool, text: call.result?.content ?? null };
  const isCreated = word(params, "command") === "create";
  const reported = call.result && !isCreated && diffOfCall({ ...call, result: call.result });
  if (reported) {
    const more = listOf(params.operations).length > 1 ? ("places" as const) : call.tool === "extract_lines" ? ("copied" as const) : null;
    return { as: "diff", diff: reported, note: contextNote(params, reported), ...(more && { more }) };
  }
  if (isCreated && created) {
    const hasPreview = /\.(?:md|markdown|json|svg|png|jpe?g|gif|webp)$/i.test(editedPath(call));
    return {
      as: "diff",
      diff: diffOfNewFile(created),
      note: withoutAdvice(call.result?.content ?? ""),
      ...(hasPreview && { more: "preview" }),
    };
  }
  if (oldText || newText) return readReplaced(oldText, newText, call.result?.content ?? "");
  if (call.result && listOf(params.operations).length > 0)
    return { as: "refused", tool: call.tool, text: call.result.content, isMade: true };
  return call.result ? { as: "text", text: call.result.content } : null;
}

/** What stands there besides tells the agent how to read it all the same. */
const UNCHANGED = /^\[unchanged since you last viewed or edited it: (\d{1,9}) lines?\./;

function readFileTool(name: string, params: Record<string, unknown>, content: string): ToolBody | null {
  const searched = name === "Search" ? word(params, "content", "pattern") : "";
  const many = filesOf(params);
  const hits = () => {
    const found = readHits(content, searched, many, searched && fileOf(params));
    return found && { ...found, isRegex: params.regex === true };
  };
  if (name === "Search") return withoutAdvice(content).trim() === "" ? { as: "text", text: "Nothing found." } : hits();
  const [, unchanged] = UNCHANGED.exec(content) ?? [];
  if (unchanged) return { as: "text", text: `Unchanged since the agent last saw it: ${countOf(Number(unchanged), "line")}.` };
  const changed = diffOfView(content);
  if (changed) return { as: "diff", diff: changed, note: "What changed in the file since the agent last saw it." };
  const code = () => {
    const found = readCode(content);
    return found && { ...found, path: fileOf(params) };
  };
  return (many.length > 1 ? hits() : null) ?? readFolder(content) ?? code() ?? hits() ?? (name === "List" ? readPaths(content) : null);
}

function readWorkdir(content: string): WorkdirResult | null {
  const { action, previous_directory: from, working_directory: to } = shortJson(content);
  if (action === "reset") return { as: "workdir", from: "", to: "", isRemote: false };
  if (typeof to !== "string" || to === "") return null;
  return { as: "workdir", from: typeof from === "string" ? from : "", to, isRemote: to.startsWith("ssh://") };
}

/** A script of the project printed what it printed; the call stands before it as a command would. */
function readScript(tool: string, params: Record<string, unknown>, result: { content: string; success: boolean }): TerminalResult {
  const asked = Object.entries(params).map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  return readTerminal([tool, ...asked].join(" "), result);
}

/** How lists of pieces of code begin, and what every record of such a piece has. */
const SNIPPETS = /^(?:[A-Z]+ RESULTS \(\d|# [A-Z]\w+ Search Results\n)|^\s*[[{][\s\S]{0,4000}"start_?[lL]ine"\s*:/;
const isFound = (tool: string, content: string): boolean => (tool === "ast_grep" ? /^[[{]/ : SNIPPETS).test(content);

const PICTURE = /^[\s\S]{0,4000}?(?:^|"|base64,)(?:iVBORw0KGgo|\/9j\/|R0lGOD|UklGR)[A-Za-z0-9+/]{40}/;
const readPictures = (content: string): ToolBody | null => (PICTURE.test(content) ? { as: "pictures", content } : null);

/** A list in JSON of which something has an address. */
const SOURCES = /^\s*[[{][\s\S]{0,4000}"(?:url|link|href)"\s*:/;

/** What another agent answered. */
const readReply = (content: string): ToolBody | null =>
  detectResult(content) ?? (content.length <= MARKDOWN_MAX ? { as: "markdown", text: content } : null);

/** A run that its caller waited for gives its answer at once; else what is known of runs. */
function readRun(content: string): ToolBody | null {
  const { output } = shortJson(content, MARKDOWN_MAX);
  return typeof output === "string" && output !== "" ? readReply(output) : { as: "entries", content };
}

/** What a call gave back that went well, by the kind of its tool; null: text. */
function readByKind({ tool, server, params: raw }: CallToRead, content: string): ToolBody | null {
  const { kind, name } = describeTool(tool, server, raw);
  const params = paramsOf(raw);
  const plain = (): ToolBody => detectResult(content) ?? { as: "text", text: content };
  switch (kind) {
    case "read":
      return readFileTool(name, params, content);
    case "schedule":
      return readScheduleAnswer(content, word(params, "message"));
    case "watch":
      return { as: "entries", content };
    case "settings":
      return tool === "workdir" ? readWorkdir(content) : { as: "entries", content };
    case "delegate":
      return tool === "tap" ? readRun(content) : readReply(content);
    case "memory":
      return { as: "memories", content, otherwise: plain };
    case "web":
      return (
        (/^[[{]|^data:/.test(content) ? readPictures(content) : null) ?? { as: "sources", content, url: pageOf(params), otherwise: plain }
      );
    default:
      return (
        readPictures(content) ??
        (SOURCES.test(content) ? { as: "sources", content, url: null, otherwise: plain } : null) ??
        detectResult(content) ??
        (server === "local" ? readScript(tool, params, { content, success: true }) : null)
      );
  }
}

/** What an empty list means, by what was asked. */
const NOTHING: Readonly<Partial<Record<ToolKind, string>>> = {
  query: "No rows.",
  read: "Nothing found.",
  memory: "Nothing found.",
  web: "Nothing found.",
  other: "An empty list.",
};

/** Null: nothing to show yet. */
export function readResult(call: CallToRead): ToolBody | null {
  const { kind } = describeTool(call.tool, call.server, call.params);
  const params = paramsOf(call.params);
  const printed = call.result?.success ? readUnifiedDiff(call.result.content) : null;
  if (printed) return { as: "patch", files: printed, command: kind === "shell" ? word(params, "command") : "" };
  // One that named no command did not run any.
  if (kind === "shell" && (word(params, "command") !== "" || call.result?.success))
    return readTerminal(word(params, "command"), call.result);
  const find = (otherwise: () => ToolBody): ToolBody => {
    const content = call.result?.success ? call.result.content : "";
    return isFound(call.tool, content) ? { as: "found", tool: call.tool, content, otherwise } : otherwise();
  };
  if (kind === "edit") {
    const edit = readEdit(call);
    return edit && find(() => edit);
  }
  if (!call.result) return null;
  const { content, success } = call.result;
  if (isBinary(content)) return { as: "binary", length: content.length };
  if (LOCAL_FAILURE.test(content)) return readScript(call.tool, params, call.result);
  const nothing = success && call.server !== "local" && /^\s*\[\s*\]\s*$/.test(content) && NOTHING[kind];
  if (nothing) return { as: "text", text: nothing };
  return find(() => (success ? readByKind(call, content) : null) ?? { as: "text", text: content });
}
