import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readResult } from "./tool-result";

const read = (tool: string, params: unknown, content: string, success = true) =>
  readResult({ tool, server: "filesystem", params, result: { content, success } });

describe("view", () => {
  test("a file is numbered lines", () => {
    expect(read("view", { path: "a.rs" }, "1:fd|pub fn login() {\n2:f4|\n3:14|}\n[2 more lines]")).toEqual({
      as: "code",
      path: "a.rs",
      lines: [
        { no: 1, text: "pub fn login() {" },
        { no: 2, text: "" },
        { no: 3, text: "}" },
      ],
      notes: ["[2 more lines]"],
    });
  });

  test("a folder is rows with their weights", () => {
    expect(read("view", { path: "." }, "Cargo.toml\t3L\t~13t\nsrc/auth.rs\t7L\t~45t")).toEqual({
      as: "folder",
      rows: [
        { path: "Cargo.toml", lines: 3, tokens: 13 },
        { path: "src/auth.rs", lines: 7, tokens: 45 },
      ],
      notes: [],
    });
  });

  test("a search of one file is hits in it, and one that found nothing says so", () => {
    expect(read("view", { path: "src/auth.rs", content: "login" }, "1:fd|pub fn login()\n--\n9:aa|login()")).toMatchObject({
      as: "hits",
      files: [{ path: "src/auth.rs", lines: [{ no: 1 }, { no: 9, text: "login()" }] }],
    });
    expect(read("view", { path: "src", content: "login" }, "")).toEqual({ as: "text", text: "Nothing found." });
  });

  test("a file that is as it was says how long it is, without advice for the agent", () => {
    const content = "[unchanged since you last viewed or edited it: 1 lines. Pass full: true to re-read.]";
    expect(read("view", { path: "a.rs" }, content)).toEqual({ as: "text", text: "Unchanged since the agent last saw it: 1 line." });
  });

  test("a search is hits by file", () => {
    expect(read("view", { path: ".", content: "login" }, "src/auth.rs:\n1:fd|pub fn login()\n\nsrc/b.rs:\n9:aa|login()")).toEqual({
      as: "hits",
      searched: "login",
      isRegex: false,
      files: [
        { path: "src/auth.rs", lines: [{ no: 1, text: "pub fn login()" }] },
        { path: "src/b.rs", lines: [{ no: 9, text: "login()" }] },
      ],
      notes: [],
    });
  });

  test("several files that were read in one go are lines by file", () => {
    const params = { command: "view_many", paths: ["a.rs", "b.rs"] };
    expect(read("text_editor", params, "a.rs\n1: fn a() {}\n\nb.rs\n1: fn b() {}")).toMatchObject({
      as: "hits",
      files: [
        { path: "a.rs", lines: [{ no: 1, text: "fn a() {}" }] },
        { path: "b.rs", lines: [{ no: 1, text: "fn b() {}" }] },
      ],
    });
  });

  test("a failure is what the tool said", () => {
    expect(read("view", { path: "x" }, "Path not found: x", false)).toEqual({ as: "text", text: "Path not found: x" });
  });
});

test.each([
  ["view", { path: "src", content: "x" }, "Nothing found."],
  ["ast_grep", { pattern: "fn $A" }, "Nothing found."],
  ["recall", { query: "x" }, "Nothing found."],
  ["web_search", { query: "x" }, "Nothing found."],
  ["run_query", { sql: "select 1" }, "No rows."],
  ["list_things", {}, "An empty list."],
])("an empty list that %s gives for %j is said as what it means", (tool, params, text) => {
  expect(read(tool, params, " [ ]\n")).toEqual({ as: "text", text });
  expect(read(tool, params, "[]", false)).not.toMatchObject({ text });
});

describe("shell", () => {
  test("a call that names no command ran none: what it was asked stands beside why", () => {
    expect(read("shell", { cmd: "ls" }, "missing field `command`", false)).toEqual({ as: "text", text: "missing field `command`" });
    expect(readResult({ tool: "shell", server: "", params: { cmd: "ls" }, result: null })).toBeNull();
  });

  test("what an older tool says again of a command that failed is no output of it", () => {
    const content = "Command failed with exit code 2\nCommand: a\n\nb\n\nOutput:\noops\n";
    expect(read("shell", { command: "a\n\nb" }, content, false)).toMatchObject({ exitCode: 2, lines: ["oops"] });
    expect(read("shell", { command: "c" }, content, false)).toMatchObject({ lines: ["Command: a", "", "b", "", "Output:", "oops"] });
  });

  test("the exit code is read off the output", () => {
    expect(read("shell", { command: "exit 3" }, "Command failed with exit code 3\n\noops", false)).toEqual({
      as: "terminal",
      command: "exit 3",
      lines: ["oops"],
      exitCode: 3,
      jobId: "",
      pid: null,
      summary: null,
    });
  });

  test("a success ended with 0, what runs has not ended", () => {
    expect(read("shell", { command: "pwd" }, "/srv/other")).toMatchObject({ exitCode: 0, lines: ["/srv/other"] });
    expect(readResult({ tool: "shell", server: "", params: { command: "pwd" }, result: null })).toMatchObject({
      exitCode: null,
      lines: [],
    });
  });

  test("what moved to the background has a job and no end yet", () => {
    const moved = "Still running after 60s, moved to the background.\noctofs://jobs/job-17";
    expect(read("shell", { command: "npm run dev" }, moved)).toMatchObject({ jobId: "job-17", exitCode: null });
  });

  test("a script of the project that failed is a terminal too", () => {
    const content = "local tool 'failing' exited with status exit status: 7\n[stderr]\nit broke\n[stdout]\nabout to fail";
    expect(read("failing", { x: "1" }, content, false)).toMatchObject({
      as: "terminal",
      command: "failing x=1",
      exitCode: 7,
      lines: ["[stderr]", "it broke", "[stdout]", "about to fail"],
    });
  });
});

test("bytes are said to be bytes", () => {
  expect(read("view", { path: "a.png" }, "\ufffdPNG\u0000\u0000")).toEqual({ as: "binary", length: 6 });
});

test("whatever a tool sends, something is shown and nothing fails", () => {
  const tool = fc.constantFrom("view", "text_editor", "batch_edit", "shell", "ast_grep", "poem");
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom("1:aa|x", "+1:aa|x", "-1:aa (1 line)", "a:", "a\t1L\t~2t", "...", "Command failed with exit code 9"),
  );
  fc.assert(
    fc.property(tool, fc.jsonValue(), fc.array(line), fc.boolean(), (name, params, lines, success) => {
      expect(read(name, params, lines.join("\n"), success)).not.toBeNull();
    }),
  );
});

describe("kinds of tools", () => {
  const kindOf = (tool: string, params: Record<string, unknown>, content: string, server = "x") =>
    readResult({ tool, server, params, result: { content, success: true } })?.as;

  test.each([
    ["workdir", { path: "src" }, '{"action":"set","previous_directory":"/a","working_directory":"/a/src"}', "workdir"],
    ["workdir", {}, "whatever", "text"],
    ["schedule", { command: "list" }, "No scheduled entries.", "schedule"],
    ["monitor", { action: "list" }, "Running monitors:\n[mon-1] x", "entries"],
    ["mcp", { action: "add" }, "Server 'docs' registered.", "entries"],
    ["tap", { action: "list" }, '{"count":1,"runs":[{"id":"tap-a-1"}]}', "entries"],
    ["agent_reader", { task: "look" }, "It is fine.", "markdown"],
    ["recall", { ids: ["b:1"] }, '<recall ids="b:1">\n[user] hi\n</recall>', "memories"],
    ["brave_web_search", { query: "tea" }, "Title: Tea\nURL: https://tea.example/", "sources"],
    ["fetch", { url: "https://tea.example/" }, "<h1>Tea</h1>", "sources"],
    ["query", { sql: "select 1" }, '[{"a":1}]', "table"],
    ["query", { sql: "select 1" }, '{"columns":["a","b"],"rows":[[1,2],[3,4]],"rowCount":2}', "table"],
    ["query", { sql: "select 1" }, '{"rows":[{"a":1}],"rowCount":1}', "table"],
    ["query", { sql: "select 1" }, "+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n+---+---+", "table"],
    ["anything", { path: "x" }, '[{"title":"a","url":"https://a.example/"}]', "sources"],
    ["search_code", { query: "login" }, "plain words", "text"],
  ])("%s %j gives %j as %s", (tool, params, content, as) => {
    expect(kindOf(tool, params, content)).toBe(as);
  });

  test("a script of the project is a terminal, unless it printed something better", () => {
    expect(
      readResult({ tool: "echo", server: "local", params: { message: "hi" }, result: { content: "said: hi\n", success: true } }),
    ).toMatchObject({
      as: "terminal",
      command: "echo message=hi",
      lines: ["said: hi"],
      exitCode: 0,
    });
    expect(kindOf("rows", {}, "a,b\n1,2\n3,4", "local")).toBe("table");
  });

  test("a boxed table has no rule among its rows", () => {
    const content = "+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n+---+---+";
    const body = readResult({ tool: "query", server: "db", params: { sql: "select 1" }, result: { content, success: true } });
    expect(body).toMatchObject({ columns: ["a", "b"], rows: [["1", "2"]] });
  });
});

test("a run that its caller waited for is its answer, one that goes on what is known of it", () => {
  const run = { id: "tap-lawyer-us-a3f1c2", role: "lawyer:us", workdir: "/srv" };
  const params = { action: "run", role: "lawyer:us", prompt: "look" };
  expect(read("tap", params, JSON.stringify({ ...run, background: false, output: "# Found\n\n* one" }))).toEqual({
    as: "markdown",
    text: "# Found\n\n* one",
  });
  expect(read("tap", params, JSON.stringify({ ...run, background: true, message: "Tap-run started." }))).toMatchObject({ as: "entries" });
});
