/** What a tool call is about, in words: its name, its subject and its kind, for old and new parameter names. */
import { jsonOf, listOf, objectOf, textOf, textsOf } from "@/lib/domain/text/loose-json";
import { sentenceOf } from "@/lib/domain/text/sentence-of";
import { lineOf, rangeOf } from "./call-lines";

export type ToolKind =
  | "read"
  | "edit"
  | "shell"
  | "delegate"
  | "schedule"
  | "watch"
  | "plan"
  | "settings"
  | "memory"
  | "web"
  | "query"
  | "other";

export type ToolLook = {
  /** What people call it: "View", "Edit", "Shell". */
  name: string;
  /** What it is about: a path, a command, a question. May be empty. */
  subject: string;
  /** A quiet addition to the subject: lines, a server, "in the background". */
  detail: string;
  kind: ToolKind;
};

type Params = Record<string, unknown>;

/** What may be a list, which some models write as a text of JSON; file tools have taken it so. */
const LISTS = ["paths", "lines", "view_range", "line_range", "from_range", "operations", "query", "files"];

function listIn(said: unknown): unknown[] | null {
  if (typeof said !== "string" || !/^\s*\[/.test(said)) return null;
  const list = jsonOf(said);
  return Array.isArray(list) ? list : null;
}

export function paramsOf(raw: unknown): Params {
  const params = objectOf(raw);
  const read = LISTS.flatMap((name) => {
    const list = listIn(params[name]);
    return list ? [[name, list] as const] : [];
  });
  return read.length > 0 ? { ...params, ...Object.fromEntries(read) } : params;
}

/** The first of these parameters that says something. */
export function word(params: Params, ...names: string[]): string {
  for (const name of names) {
    const found = textOf(params[name]);
    if (found !== "") return found;
  }
  return "";
}

const firstLine = (text: string): string => text.trimStart().split("\n", 1)[0]?.trimEnd() ?? "";

/** What was asked for by several names. */
const namesOf = (value: unknown): string => textsOf(value).join(", ");

/** The first of these parameters that says something, be it a list. */
function words(params: Params, ...names: string[]): string {
  for (const name of names) {
    const found = textOf(params[name]) || namesOf(params[name]);
    if (found !== "") return found;
  }
  return "";
}

/** Several files that one call reads. */
export const filesOf = ({ paths, path }: Params): string[] => textsOf(Array.isArray(path) ? path : paths);

/** The one file that a call is about; a batch may name it with each of its places. */
export function fileOf(params: Params): string {
  const named = word(params, "path", "file", "file_path");
  const [only = "", other] = named ? [named] : new Set(listOf(params.operations).map((operation) => textOf(objectOf(operation).path)));
  return other === undefined ? only : "";
}

/** What an edit takes away, and what it puts there. */
export const textsOfEdit = (params: Params): { oldText: string; newText: string } => ({
  oldText: word(params, "old_text", "old_str"),
  newText: word(params, "new_text", "new_str", "insert_text"),
});

const pathsOf = (params: Params): string => filesOf(params).join(", ") || word(params, "path", "directory", "file", "file_path");

const PATHS = ["path", "directory", "file", "file_path", "append_path"];

/** Whether what a call is about is the path of one file or folder. */
export const isPath = (raw: unknown, subject: string): boolean =>
  PATHS.some((name) => subject !== "" && textOf(paramsOf(raw)[name]) === subject);

const look = (name: string, kind: ToolKind, subject: string, detail = ""): ToolLook => ({
  name,
  kind,
  subject,
  detail: detail === subject ? "" : detail,
});

function describeView(params: Params): ToolLook {
  const searched = word(params, "content");
  // several places are searched as one path, with a sign between them
  const places = pathsOf(params).split("|").join(", ");
  if (searched) return describeSearch(searched, places);
  return look("View", "read", pathsOf(params) || ".", rangeOf(params) || word(params, "pattern"));
}

function describeEditor(params: Params): ToolLook {
  const command = word(params, "command");
  const path = pathsOf(params);
  if (command === "create") return look("Create", "edit", path);
  if (command === "delete") return look("Delete", "edit", path);
  if (command === "undo_edit") return look("Undo edit", "edit", path);
  if (command === "view" || command === "view_many") return look("View", "read", path, rangeOf(params));
  if (command === "insert") return look("Insert", "edit", path, word(params, "insert_line") && `after line ${word(params, "insert_line")}`);
  return look("Edit", "edit", path);
}

function describeBatch(params: Params): ToolLook {
  const count = listOf(params.operations).length;
  return look("Edit", "edit", fileOf(params), count > 1 ? `${count} places` : "");
}

function describeExtract(params: Params): ToolLook {
  const { from_range: pair, from_start: first, from_end: last } = params;
  const range = [...new Set((Array.isArray(pair) ? pair : [first, last]).map(textOf).map(lineOf).filter(Boolean))].join("–");
  const from = word(params, "from_path");
  return look("Copy lines", "edit", word(params, "append_path"), [range, from && `from ${from}`].filter(Boolean).join(" "));
}

/** What was searched, and where. */
function describeSearch(searched: string, places: string, name = "Search", kind: ToolKind = "read"): ToolLook {
  return look(name, kind, searched, places && `in ${places}`);
}

/** "in 5s", "every 5m" */
const whenOf = (params: Params): string => word(params, "when") || word(params, "every").replace(/^(?!every\b|$)/, "every ");

const actions =
  (name: string, kind: ToolKind, ...subjects: string[]) =>
  (params: Params): ToolLook =>
    look(name, kind, firstLine(word(params, ...subjects)), word(params, "action", "command"));

const tools: Readonly<Record<string, (params: Params) => ToolLook>> = {
  view: describeView,
  list_files: (params) =>
    word(params, "content")
      ? describeSearch(word(params, "content"), pathsOf(params))
      : look("List", "read", pathsOf(params) || ".", word(params, "pattern")),
  ast_grep: (params) =>
    word(params, "rewrite")
      ? describeSearch(word(params, "pattern"), pathsOf(params), "Rewrite", "edit")
      : describeSearch(word(params, "pattern"), pathsOf(params)),
  text_editor: describeEditor,
  batch_edit: describeBatch,
  extract_lines: describeExtract,
  shell: (params) =>
    look(
      "Shell",
      "shell",
      firstLine(word(params, "command")) || guessSubject(params),
      params.background === true ? "in the background" : "",
    ),
  workdir: (params) => look("Working directory", "settings", params.reset === true ? "back to the project" : pathsOf(params)),
  plan: actions("Plan", "plan", "title", "message", "content"),
  schedule: (params) =>
    look("Schedule", "schedule", firstLine(word(params, "description", "message", "id")), whenOf(params) || word(params, "command")),
  tap: (params) =>
    look(
      "Delegate",
      "delegate",
      firstLine(word(params, "prompt", "intent", "role", "session")),
      word(params, "role") || word(params, "action"),
    ),
  monitor: actions("Monitor", "watch", "description", "command", "id"),
  agent: actions("Agent", "settings", "name", "description"),
  mcp: actions("Tool server", "settings", "name", "command", "url"),
  skill: actions("Skill", "settings", "name"),
  capability: actions("Capability", "settings", "name", "intent"),
  recall: (params) => look("Recall", "memory", firstLine(words(params, "query", "ids"))),
  memorize: (params) => look("Remember", "memory", firstLine(word(params, "title", "content"))),
  remember: (params) => look("Remember", "memory", firstLine(words(params, "title", "content", "query"))),
};

const WEB_SEARCH = /(?:^|[_-])(?:web|internet|tavily|brave|exa|duckduckgo|ddg|google|bing|kagi|searx|serp|perplexity)(?:$|[_-])/i;
const WEB_PAGE = /fetch|brows|crawl|scrap|extract|navigate|open|read|visit|page|url|web/i;
const SQL =
  /^\s*(?:--[^\n]*\n\s*)*(?:select|with|insert|update|delete|create|alter|drop|pragma|explain|show|describe|merge|truncate|vacuum)\b/i;

/** The statement that a call sends to a database, or "". */
export const sqlOf = (params: Params): string => {
  const said = word(params, "sql", "query", "statement");
  return SQL.test(said.slice(0, 2_000)) ? said : "";
};

/** The address of the one page that a web tool was sent to, or "". */
export const pageOf = (params: Params): string => (/^https?:/i.test(word(params, "url", "uri")) ? word(params, "url", "uri") : "");

/** Whose tool it is, where that says more than its name. */
const ownerOf = (tool: string, server: string): string => (server === "unknown" || server === tool ? "" : server);

/** Tools that no server of the agent's own brings, known by how they are called and what they are asked. */
function describeKind(tool: string, server: string, params: Params): ToolLook | null {
  const detail = ownerOf(tool, server);
  const sql = sqlOf(params);
  if (sql) return look("Query", "query", firstLine(sql), detail);
  if (pageOf(params) && WEB_PAGE.test(tool)) return look("Web page", "web", pageOf(params), detail);
  const query = words(params, "query", "q", "question");
  return query && WEB_SEARCH.test(`${server}_${tool}`) ? look("Web search", "web", firstLine(query), detail) : null;
}

const SUBJECTS =
  "path file_path paths files url urls sources query queries question command cmd task pattern node_id source_id name title id".split(" ");

/** The parameter that most likely says what an unknown tool works on. */
function guessSubject(params: Params): string {
  const named = words(params, ...SUBJECTS);
  return firstLine(named || Object.values(params).map(textOf).find(Boolean) || "");
}

/** Never fails: what a tool of another version sends is described as well as can be. */
export function describeTool(tool: string, server: string, rawParams: unknown): ToolLook {
  const params = paramsOf(rawParams);
  const known = Object.hasOwn(tools, tool) ? tools[tool] : undefined;
  if (known) return known(params);
  if (tool.startsWith("agent_")) {
    return look(
      sentenceOf(tool.slice(6)),
      "delegate",
      firstLine(word(params, "task", "prompt")),
      params.async === true ? "in the background" : "",
    );
  }
  const kind = describeKind(tool, server, params);
  if (kind) return kind;
  const called = sentenceOf(tool.replace(/^lsp_/, "LSP ")) || "Tool";
  // A language server is asked about a name, in a line of a file.
  const symbol = tool.startsWith("lsp_") ? word(params, "symbol") : "";
  const file = pathsOf(params);
  if (symbol) return describeSearch(symbol, file && [file, word(params, "line")].filter(Boolean).join(":"), called, "other");
  return look(called, "other", guessSubject(params), ownerOf(tool, server));
}
