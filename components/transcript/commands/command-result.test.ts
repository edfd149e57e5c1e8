import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { objectOf } from "@/lib/domain/text/loose-json";
import { readScheduleList as readSchedule } from "@/lib/domain/tools/tool-schedule";
import { readTrace } from "@/lib/testing/replay-trace";
import { infoFigures, usdWords } from "./command-info";
import { readCommandResult } from "./command-result";

/** The first answer of this command in the recordings of a real agent. */
function recorded(type: string, trace = "commands"): unknown {
  const answers = readTrace(trace).map(({ frame }) => frame?.data);
  return answers.find((answer) => objectOf(answer).command_type === type);
}

describe("what the real agent answered", () => {
  test("context is a list with weights that sum to one", () => {
    const read = readCommandResult(recorded("context"));
    if (read?.kind !== "context") throw new Error("not read as a context");
    expect(read.messages).toHaveLength(6);
    expect(read.messages[3]).toMatchObject({ role: "assistant", text: "calls echo" });
    expect(read.messages.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  test("of what tools said in a context lines of files stand without the signs that only the agent uses", () => {
    const filtered_messages = [
      { role: "tool", name: "view", content: "1:30|# Tea Counter\n 2:c5|\n+3:4a|Prices" },
      { role: "user", content: "1:30| stays" },
    ];
    const read = readCommandResult({ command_type: "context", filtered_messages });
    if (read?.kind !== "context") throw new Error("not read as a context");
    expect(read.messages.map(({ text, size }) => [text, size])).toEqual([
      ["1 | # Tea Counter\n 2 | \n+3 | Prices", 38],
      ["1:30| stays", 11],
    ]);
  });

  test("mcp is a table of servers, from either shape", () => {
    expect(readCommandResult(recorded("mcp"))).toMatchObject({
      kind: "mcp",
      servers: expect.arrayContaining([
        expect.objectContaining({ name: "filesystem", health: "running", kind: "stdio", trouble: "restarted 1×" }),
        expect.objectContaining({ name: "orchestration", tools: ["tap", "schedule", "monitor"] }),
      ]),
    });
    expect(readCommandResult(recorded("mcp", "command-args"))).toMatchObject({
      kind: "mcp",
      total: 19,
      servers: expect.arrayContaining([expect.objectContaining({ name: "core", health: "", tools: ["recall"] })]),
    });
  });

  test("info is figures, report a row for each request", () => {
    const info = infoFigures(objectOf(recorded("info")));
    expect(info).toContainEqual({ label: "Cost", value: "$0.0030" });
    expect(info).toContainEqual({ label: "Tokens in", value: "15.6k", title: "15,556" });
    expect(info.map(({ label }) => label)).not.toContain("Reasoning");
    expect(readCommandResult(recorded("report"))).toMatchObject({ kind: "report", rows: [{ cost: "0.00300", time: "3s", tools: "0" }] });
  });

  test("settings and empty lists are sentences", () => {
    expect(readCommandResult(recorded("help"))).toMatchObject({ words: expect.stringContaining("/schedule, /workflow") });
    expect(readCommandResult(recorded("effort"))).toMatchObject({ words: "Effort is medium." });
    expect(readCommandResult(recorded("model", "command-args"))).toMatchObject({
      words: "Model is now ollama:other-model; it was ollama:fake-model.",
    });
    expect(readCommandResult(recorded("plan"))).toMatchObject({ words: expect.stringMatching(/^No active plan/) });
    expect(readCommandResult(recorded("schedule"))).toMatchObject({ words: "No scheduled entries.", isProblem: false });
  });

  test("where nothing is at work, that is said", () => {
    expect(readCommandResult(recorded("status"))).toMatchObject({ words: "There are no agents, no monitors, no jobs." });
  });
});

test("a plan is a checklist with the step it is at", () => {
  const tasks = [
    { title: "Read", description: "the code", status: "completed" },
    { title: "Write", description: "", status: "in_progress" },
    { title: "Test", description: "", status: "in_progress" },
  ];
  expect(readCommandResult({ command_type: "plan", plan: { plan_title: "Fix it", current_task: 2, total_tasks: 3, tasks } })).toMatchObject(
    {
      kind: "plan",
      title: "Fix it",
      steps: [{ state: "done" }, { state: "current" }, { state: "open" }],
    },
  );
});

test("a schedule's text is read entry by entry, with what belongs to each", () => {
  const text = [
    "2 scheduled entries:\n",
    "[31884a31] 2026-11-23 05:02:31 (in 4s) — nightly tests",
    "  Message: run the tests\nand report",
    "  🔁 Repeats every 1h",
    "[cafe0000] idle (when idle) — (no description)",
    "  Message: look around",
  ].join("\n");
  expect(readSchedule(text)).toEqual([
    {
      id: "31884a31",
      when: "2026-11-23 05:02:31",
      countdown: "in 4s",
      description: "nightly tests",
      message: "run the tests\nand report",
      repeats: "Repeats every 1h",
    },
    { id: "cafe0000", when: "idle", countdown: "when idle", description: "", message: "look around", repeats: "" },
  ]);
  expect(readSchedule("[31884a31] 2026-11-23T05:02:31.000Z wake up")).toMatchObject([{ id: "31884a31", message: "wake up" }]);
});

test.each([
  [{ command_type: "skill", data: { subcommand: "list", skills: [], total: 0, pattern: null } }, "There are no skills."],
  [{ command_type: "prompt", data: { action: "list", prompts: [] } }, "There are no prompts."],
  [{ command_type: "status", data: { active: 0, agents: [], monitors: [], jobs: [] } }, "There are no agents, no monitors, no jobs."],
])("an empty list is said in words", (answer, words) => expect(readCommandResult(answer)).toMatchObject({ kind: "words", words }));

test("whatever an agent answers is read or left, never a failure, and bounded", () => {
  const types = ["info", "context", "plan", "mcp", "report", "schedule", "model", "error", "skill", "status", "workflow", "prompt", "poem"];
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.dictionary(fc.string(), fc.jsonValue()), (command_type, fields) => {
      readCommandResult({ ...fields, command_type });
      infoFigures({ ...fields });
    }),
  );
  const many = {
    command_type: "context",
    filtered_messages: Array.from({ length: 5_000 }, () => ({ role: "user", content: "x".repeat(999) })),
  };
  expect(readCommandResult(many)).toMatchObject({ kind: "context", hidden: 4_800 });
});

test.each([
  [0.003, "$0.0030"],
  ["0.00300", "$0.0030"],
  [8e8, "$800,000,000.00"],
  [1e300, "more than $900,000,000.00"],
  [-1e300, ""],
  [Number.NaN, ""],
  [null, ""],
])("%s dollars are %s", (dollars, words) => expect(usdWords(dollars)).toBe(words));
