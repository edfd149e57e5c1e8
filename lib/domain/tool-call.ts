/** What a tool call is about, in words: its name, its subject and its kind, for old and new parameter names. */

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

export const paramsOf = (params: unknown): Params =>
  typeof params === "object" && params !== null && !Array.isArray(params) ? (params as Params) : {}; // as: checked on this line

const wordOf = (value: unknown): string => (typeof value === "string" ? value : typeof value === "number" ? String(value) : "");

/** The first of these parameters that says something. */
export function word(params: Params, ...names: string[]): string {
  for (const name of names) {
    const found = wordOf(params[name]);
    if (found !== "") return found;
  }
  return "";
}

const firstLine = (text: string): string => text.trimStart().split("\n", 1)[0]?.trimEnd() ?? "";

function pathsOf(params: Params): string {
  const { paths } = params;
  if (Array.isArray(paths) && paths.length > 0) return paths.map(wordOf).join(", ");
  return word(params, "path", "directory", "file", "file_path");
}

const PATHS = ["path", "directory", "file", "file_path", "append_path"];

/** Whether what a call is about is the path of one file or folder. */
export const isPath = (raw: unknown, subject: string): boolean =>
  PATHS.some((name) => subject !== "" && wordOf(paramsOf(raw)[name]) === subject);

/** The number of a line that is named by its number and a sign of its text: "12:a3". */
export const lineOf = (named: string): string => /^(-?\d+):[0-9a-z]{1,4}$/.exec(named)?.[1] ?? named;

/** "18–27"; numbers below zero count from the end of the file, where a range without an end goes to. */
function rangeWords(first: string, last: string): string {
  const fromEnd = (line: string): string => (line.startsWith("-") ? line.slice(1) : "");
  if (first === "1" && last === "-1") return "";
  if (last === "-1") return first === "-1" ? "last line" : fromEnd(first) ? `last ${fromEnd(first)}` : `from ${first}`;
  if (fromEnd(last)) return `${fromEnd(first) || first} to ${fromEnd(last)} from the end`;
  return last === first ? first : `${first}–${last}`;
}

/** The lines that were asked for, from any of the spellings; "": all of them. */
function rangeOf(params: Params): string {
  const pair = [params.lines, params.view_range, params.line_range].find((range) => Array.isArray(range) && range.length === 2);
  const [first = "", last = ""] = (Array.isArray(pair) ? pair.map(wordOf) : [word(params, "start"), word(params, "end")]).map(lineOf);
  return first || last ? rangeWords(first || "1", last || "-1") : "";
}

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
  if (searched) return look("Search", "read", searched, places && `in ${places}`);
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
  const count = Array.isArray(params.operations) ? params.operations.length : 0;
  return look("Edit", "edit", pathsOf(params), count > 1 ? `${count} places` : "");
}

function describeExtract(params: Params): ToolLook {
  const { from_range: pair } = params;
  const from = (Array.isArray(pair) ? pair.map(wordOf) : [word(params, "from_start"), word(params, "from_end")]).map(lineOf);
  const range = [...new Set(from.filter(Boolean))].join("–");
  return look("Copy lines", "edit", word(params, "append_path"), `${range ? `${range} ` : ""}from ${word(params, "from_path")}`);
}

/** What was asked for by several names. */
const namesOf = (value: unknown): string => (Array.isArray(value) ? value.map(wordOf).filter(Boolean).join(", ") : "");

const actions =
  (name: string, kind: ToolKind, ...subjects: string[]) =>
  (params: Params): ToolLook =>
    look(name, kind, firstLine(word(params, ...subjects)), word(params, "action", "command"));

const tools: Readonly<Record<string, (params: Params) => ToolLook>> = {
  view: describeView,
  list_files: (params) =>
    look(word(params, "content") ? "Search" : "List", "read", word(params, "content") || pathsOf(params) || ".", word(params, "pattern")),
  ast_grep: (params) =>
    look(
      word(params, "rewrite") ? "Rewrite" : "Search",
      word(params, "rewrite") ? "edit" : "read",
      word(params, "pattern"),
      pathsOf(params),
    ),
  text_editor: describeEditor,
  batch_edit: describeBatch,
  extract_lines: describeExtract,
  shell: (params) => look("Shell", "shell", firstLine(word(params, "command")), params.background === true ? "in the background" : ""),
  workdir: (params) => look("Working directory", "settings", params.reset === true ? "back to the project" : pathsOf(params)),
  plan: actions("Plan", "plan", "title", "message", "content"),
  schedule: (params) =>
    look("Schedule", "schedule", firstLine(word(params, "description", "message", "id")), word(params, "when", "every", "command")),
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
  recall: (params) => look("Recall", "memory", firstLine(word(params, "query")) || namesOf(params.ids ?? params.query)),
  memorize: (params) => look("Remember", "memory", firstLine(word(params, "title", "content"))),
  remember: (params) => look("Remember", "memory", firstLine(word(params, "title", "content", "query")) || namesOf(params.query)),
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

/** Tools that no server of the agent's own brings, known by how they are called and what they are asked. */
function describeKind(tool: string, server: string, params: Params): ToolLook | null {
  const detail = server === "unknown" ? "" : server;
  const sql = sqlOf(params);
  if (sql) return look("Query", "query", firstLine(sql), detail);
  if (pageOf(params) && WEB_PAGE.test(tool)) return look("Web page", "web", pageOf(params), detail);
  const query = word(params, "query", "q", "question");
  return query && WEB_SEARCH.test(`${server}_${tool}`) ? look("Web search", "web", firstLine(query), detail) : null;
}

/** "no_such-tool" as "No such tool". */
const sentenceOf = (tool: string): string => {
  const spaced = tool.replace(/[_-]+/g, " ").trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

/** The parameter that most likely says what an unknown tool works on. */
function guessSubject(params: Params): string {
  const known = word(params, "path", "file_path", "url", "query", "question", "command", "task", "name", "title", "id");
  return firstLine(known || Object.values(params).map(wordOf).find(Boolean) || "");
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
  return look(sentenceOf(tool) || "Tool", "other", guessSubject(params), server === "unknown" ? "" : server);
}
