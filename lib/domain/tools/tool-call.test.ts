import fc from "fast-check";
import { expect, test } from "vitest";
import { describeTool } from "./tool-call";

test.each([
  ["view", { path: "README.md" }, "View README.md"],
  ["view", { path: "src/auth.rs", start: 10, end: 40 }, "View src/auth.rs 10–40"],
  ["view", { path: "src/auth.rs", lines: [10, 10] }, "View src/auth.rs 10"],
  ["view", { path: "a.rs", start: "10:a3", end: "40:0f" }, "View a.rs 10–40"],
  ["view", { path: "a.rs", start: 10 }, "View a.rs from 10"],
  ["view", { path: "a.rs", start: 10, end: -1 }, "View a.rs from 10"],
  ["view", { path: "a.rs", end: 40 }, "View a.rs 1–40"],
  ["view", { path: "a.rs", start: -20 }, "View a.rs last 20"],
  ["view", { path: "a.rs", start: -20, end: -1 }, "View a.rs last 20"],
  ["view", { path: "a.rs", start: -1 }, "View a.rs last line"],
  ["view", { path: "a.rs", start: -20, end: -11 }, "View a.rs 20 to 11 from the end"],
  ["view", { path: "a.rs", start: 10, end: -11 }, "View a.rs 10 to 11 from the end"],
  ["view", { path: "a.rs", start: 1, end: -1 }, "View a.rs"],
  ["view", { path: "a.rs", lines: [1, -1] }, "View a.rs"],
  ["view", { paths: ["a.rs", "b.rs"] }, "View a.rs, b.rs"],
  ["view", { path: "src|docs/a.md", content: "login" }, "Search login in src, docs/a.md"],
  ["view", {}, "View ."],
  ["view", { path: "a.rs", lines: "10-40" }, "View a.rs 10–40"],
  ["view", { path: "a.rs", lines: "10" }, "View a.rs 10"],
  ["view", { path: "a.rs", lines: "[10, -1]" }, "View a.rs from 10"],
  [
    "view",
    {
      path: "a.rs",
      lines: [
        [1, 5],
        [10, 20],
      ],
    },
    "View a.rs 1–5, 10–20",
  ],
  ["view", { path: "a.rs", lines: { from: 1 } }, "View a.rs"],
  ["view", { paths: '["a.rs", "b.rs"]' }, "View a.rs, b.rs"],
  ["view", { path: ["a.rs", "b.rs"] }, "View a.rs, b.rs"],
  ["view", { path: "src", content: "login" }, "Search login in src"],
  ["list_files", { directory: "src" }, "List src"],
  ["list_files", { directory: "src", content: "login" }, "Search login in src"],
  ["ast_grep", { pattern: "fn $A", paths: ["src"] }, "Search fn $A in src"],
  ["text_editor", { command: "create", path: "a.md", content: "" }, "Create a.md"],
  ["text_editor", { command: "str_replace", path: "a.md" }, "Edit a.md"],
  ["text_editor", { command: "undo_edit", path: "a.md" }, "Undo edit a.md"],
  ["text_editor", { command: "view", path: "a.md", view_range: [1, 9] }, "View a.md 1–9"],
  ["batch_edit", { path: "a.rs", operations: [{}, {}] }, "Edit a.rs 2 places"],
  ["batch_edit", { operations: [{ path: "a.rs" }, { path: "a.rs" }] }, "Edit a.rs 2 places"],
  ["batch_edit", { operations: [{ path: "a.rs" }, { path: "b.rs" }] }, "Edit 2 places"],
  ["batch_edit", { path: "a.rs", operations: '[{"start": "1:aa"}, {"start": "9:bb"}]' }, "Edit a.rs 2 places"],
  ["batch_edit", { path: "a.rs", operations: "[{broken" }, "Edit a.rs"],
  ["extract_lines", {}, "Copy lines"],
  ["extract_lines", { from_path: "a", from_start: 1, from_end: 12, append_path: "b" }, "Copy lines b 1–12 from a"],
  ["extract_lines", { from_path: "a", from_start: "7:fd", from_end: "9:a3", append_path: "b" }, "Copy lines b 7–9 from a"],
  ["extract_lines", { from_path: "a", from_start: "7:fd", append_path: "b" }, "Copy lines b 7 from a"],
  ["shell", { command: "npm test\necho done" }, "Shell npm test"],
  ["shell", { command: "sleep 9", background: true }, "Shell sleep 9 in the background"],
  ["shell", { cmd: "ls" }, "Shell ls"],
  ["workdir", { path: "/srv" }, "Working directory /srv"],
  ["schedule", { command: "add", when: "in 5s", message: "wake up" }, "Schedule wake up in 5s"],
  ["schedule", { command: "add", every: "5m", message: "look" }, "Schedule look every 5m"],
  ["schedule", { command: "add", every: "every day", message: "look" }, "Schedule look every day"],
  ["tap", { action: "run", role: "reviewer", prompt: "look" }, "Delegate look reviewer"],
  ["monitor", { action: "start", command: "tail -f", description: "ticks" }, "Monitor ticks start"],
  ["tap", { action: "status", role: "reviewer" }, "Delegate reviewer"],
  ["tap", { action: "discover", intent: "review a contract" }, "Delegate review a contract discover"],
  ["monitor", { command: "tail -f" }, "Monitor tail -f"],
  ["agent_context_gatherer", { task: "look around" }, "Context gatherer look around"],
  ["mcp", { action: "add", name: "db" }, "Tool server db add"],
  ["recall", { query: "auth" }, "Recall auth"],
  ["semantic_search", { max_results: 5, query: ["auth", "login"] }, "Semantic search auth, login"],
  ["view_signatures", { max: 3, files: ["src/a.rs", "src/b.rs"] }, "View signatures src/a.rs, src/b.rs"],
  ["structural_search", { language: "rust", pattern: "fn $A" }, "Structural search fn $A"],
  ["graphrag", { operation: "find-path", source_id: "src/a.rs", target_id: "src/b.rs" }, "Graphrag src/a.rs"],
  ["read_html", { max: 3, sources: ["https://a.example"] }, "Read html https://a.example"],
  ["web_search", { query: ["octomind", "octofs"] }, "Web search octomind, octofs"],
  ["graphrag", { operation: "get-node", node_id: "src/a.rs" }, "Graphrag src/a.rs"],
  ["lsp_goto_definition", { file_path: "src/auth.rs", line: 12, symbol: "check" }, "LSP goto definition check in src/auth.rs:12"],
  ["lsp_hover", { line: 12, symbol: "check" }, "LSP hover check"],
  ["lsp_document_symbols", { file_path: "src/auth.rs" }, "LSP document symbols src/auth.rs"],
  ["deploy_to-staging", { target: "eu" }, "Deploy to staging eu"],
])("%s %j reads “%s”", (tool, params, words) => {
  const { name, subject, detail } = describeTool(tool, "unknown", params);
  expect([name, subject, detail].filter(Boolean).join(" ")).toBe(words);
});

test("whose tool it is is said where that is another name", () => {
  expect(describeTool("deploy", "staging", {})).toMatchObject({ name: "Deploy", detail: "staging" });
  expect(describeTool("ask", "ask", {})).toMatchObject({ name: "Ask", detail: "" });
});

test("any tool with any parameters has a name and a one-line subject", () => {
  const tool = fc.oneof(
    fc.string(),
    fc.constantFrom("view", "text_editor", "batch_edit", "extract_lines", "shell", "schedule", "tap", "constructor", "agent_"),
  );
  fc.assert(
    fc.property(tool, fc.string(), fc.jsonValue(), (name, server, params) => {
      const look = describeTool(name, server, params);
      expect(typeof look.name).toBe("string");
      expect(look.subject).not.toContain("\n\n");
    }),
  );
});
