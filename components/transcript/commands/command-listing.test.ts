import { expect, test } from "vitest";
import { readListing } from "./command-listing";

// The shapes are those of octomind 0.68.1, src/session/chat/session/commands: skill, prompt, workflow, status, agents.

test("skills are a table without what says nothing, and its page is named", () => {
  const skill = { name: "rust", description: "Rust work", active: true, capabilities: ["git", "cargo"], domains: [], scripts: [] };
  const data = { subcommand: "list", skills: [skill], total: 31, active_count: 1, page: 2, total_pages: 3, pattern: null };
  expect(readListing("skill", { command_type: "skill", data })).toEqual({
    kind: "tables",
    tables: [
      {
        name: "Skills",
        table: {
          as: "table",
          columns: ["Name", "Description", "Active", "Capabilities"],
          rows: [["rust", "Rust work", "yes", "git, cargo"]],
        },
      },
    ],
    under: "Page 2 of 3.",
  });
});

test("what is at work: durations and costs in words, empty lists below", () => {
  const agent = {
    id: "a1",
    role: "reviewer",
    status: "running",
    elapsed_secs: 75,
    started_unix: 1_790_000_000,
    last_action: null,
    cost: 0.0125,
  };
  expect(readListing("status", { data: { view: "overview", active: 1, agents: [agent], monitors: [], jobs: [] } })).toEqual({
    kind: "tables",
    tables: [
      {
        name: "Agents",
        table: {
          as: "table",
          columns: ["Id", "Role", "Status", "Elapsed", "Cost"],
          rows: [["a1", "reviewer", "running", "1 min 15 s", "$0.0125"]],
        },
      },
    ],
    under: "There are no monitors, no jobs.",
  });
});

test("one agent by its id is its facts", () => {
  const detail = { id: "a1", status: "done", model: null, tokens_input: 15_300, tool_calls: 4, elapsed_secs: 9 };
  expect(readListing("status", { data: { view: "agents", running: [], finished: [], detail, total: 1 } })).toEqual({
    kind: "facts",
    fields: { Id: "a1", Status: "done", "Tokens input": "15,300", "Tool calls": 4, Elapsed: "9 s" },
  });
});

test.each([
  ["skill", { subcommand: "use", name: "rust" }, "The skill rust is in use from now on.", false],
  ["skill", { subcommand: "forget", name: "rust" }, "The skill rust is in use no more.", false],
  ["skill", { subcommand: "error", message: "Skill 'list' not found." }, "Skill 'list' not found.", true],
  ["workflow", { subcommand: "error", message: "" }, "The agent refused it.", true],
  ["status", { view: "error", message: "Unknown status filter 'x'." }, "Unknown status filter 'x'.", true],
  ["status", { view: "agents", running: [], finished: [], detail: null }, "There are no running agents, no finished agents.", false],
  [
    "prompt",
    { action: "execute", success: true, prompt_name: "review", prompt_content: "…" },
    "The prompt review was given to the agent.",
    false,
  ],
  ["prompt", { action: "execute", success: false, error: "Prompt template not found: x" }, "Prompt template not found: x", true],
] as const)("%s %o says: %s", (type, data, words, isProblem) => {
  expect(readListing(type, { command_type: type, data })).toEqual({ kind: "words", words, isProblem });
});

test("what a workflow wrote is a document with its price", () => {
  const data = { subcommand: "run", name: "research", output: "# Found\n\nTwo.", cost: 0.02 };
  expect(readListing("workflow", { data })).toEqual({ kind: "document", text: "# Found\n\nTwo.", under: "It cost $0.0200." });
  expect(readListing("workflow", { data: { ...data, cost: null } })).toMatchObject({ under: "" });
});

test.each([
  ["a list of what are no records", "skill", { subcommand: "list", skills: ["rust"] }],
  ["a list with something else in it", "skill", { subcommand: "list", skills: [{ name: "rust" }, 4] }],
  ["no list", "skill", { subcommand: "use", skills: [] }],
  ["a definition", "workflow", { subcommand: "show", name: "research", definition: "steps: []" }],
  ["nothing known", "poem", { lines: [{ a: 1 }] }],
] as const)("%s stays as it came", (_what, type, data) => {
  expect(readListing(type, { command_type: type, data })).toBeNull();
});
