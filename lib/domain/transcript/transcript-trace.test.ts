import { describe, expect, test } from "vitest";
import { called, cost, type Fact, fold, sent, turnsOf } from "@/lib/testing/log-facts";
import { replayTrace } from "@/lib/testing/replay-trace";
import { applyEvents, emptyTranscript } from "./transcript";
import type { Item, Transcript } from "./transcript-types";

const tap = (id: string, role = "reviewer", more: Record<string, unknown> = {}): Fact => ({
  kind: "tool_called",
  turn: 1,
  payload: { tool: "tap", toolId: id, server: "orchestration", params: { action: "run", role, prompt: id, ...more } },
});
const answered = (id: string, content: string, tool = "tap"): Fact => ({
  kind: "tool_returned",
  turn: 1,
  payload: { tool, toolId: id, server: "orchestration", content, success: true },
});
const started = (id: string, runId: string): Fact =>
  answered(id, JSON.stringify({ id: runId, role: "reviewer", message: "Tap-run started." }));
const runs = (runId: string, event: Record<string, unknown>, turn: number | null = 1, role = "reviewer"): Fact => ({
  kind: "run_progressed",
  turn,
  payload: { runId, role, runSeq: 1, runKind: String(event.kind), event, costNano: null },
});
const begins = (runId: string, turn: number | null = 1, role?: string): Fact =>
  runs(runId, { kind: "status", status: "running" }, turn, role);

const shapeOf = (item: Item): string =>
  item.type === "tool" ? `${item.toolId}: ${item.trace?.run?.runId ?? "-"}` : item.type === "run" ? `alone: ${item.runId}` : item.type;
const shapes = (transcript: Transcript) => transcript.entries.map(({ items }) => items.map(shapeOf));

describe("a run is part of the call that started it", () => {
  test("before its call has returned, by its turn, its role and its order", () => {
    expect(shapes(fold(sent(1), tap("a"), tap("b", "writer"), begins("run-1"), begins("run-2", 1, "writer")))).toEqual([
      ["a: run-1", "b: run-2"],
    ]);
  });

  test("two that were taken for each other change places when the results name them", () => {
    const mixed = [sent(1), tap("a"), tap("b"), begins("run-2"), begins("run-1")];
    expect(shapes(fold(...mixed))).toEqual([["a: run-2", "b: run-1"]]);
    expect(shapes(fold(...mixed, started("a", "run-1")))).toEqual([["a: run-1", "b: run-2"]]);
    expect(shapes(fold(...mixed, started("b", "run-2")))).toEqual([["a: run-1", "b: run-2"]]);
    expect(shapes(fold(...mixed, started("b", "run-2"), started("a", "run-1")))).toEqual([["a: run-1", "b: run-2"]]);
  });

  test("a run that a call held by mistake stands by itself again", () => {
    expect(shapes(fold(sent(1), tap("a"), begins("run-2"), started("a", "run-1")))).toEqual([["a: -", "alone: run-2"]]);
  });

  test("one that stood by itself moves into its call, and one of which the result came first", () => {
    expect(shapes(fold(sent(1), tap("a", ""), begins("run-1"), started("a", "run-1")))).toEqual([["a: run-1"]]);
    expect(shapes(fold(sent(1), tap("a"), started("a", "run-1"), cost(1, "0"), begins("run-1", null)))).toEqual([["a: run-1"]]);
  });

  test("it goes on there after the turn, and when a later call talks to it again", () => {
    const transcript = fold(
      sent(1),
      tap("a"),
      begins("run-1"),
      started("a", "run-1"),
      runs("run-1", { kind: "status", status: "done" }),
      tap("b", "reviewer", { session: "run-1" }),
      begins("run-1"),
      started("b", "run-1"),
      cost(1, "0"),
      runs("run-1", { kind: "assistant", content: "found it" }, null),
    );
    expect(shapes(transcript)).toEqual([["a: run-1", "b: -"]]);
    expect(turnsOf(transcript)[0]?.items).toMatchObject([
      { trace: { run: { status: "running", endedAt: null, steps: [{ content: "found it" }] } } },
      { trace: { left: "run run-1", run: null } },
    ]);
  });

  test("a call that starts none waits for none: another action, a run that is talked to again, another tool", () => {
    const params = { action: "run", role: "reviewer", prompt: "p" };
    const poem: Fact = { kind: "tool_called", turn: 1, payload: { tool: "poem", toolId: "c", server: "unknown", params } };
    const calls = [tap("a", "reviewer", { action: "list" }), tap("b", "reviewer", { session: "run-0" }), poem];
    expect(shapes(fold(sent(1), ...calls, begins("run-1")))).toEqual([["a: -", "b: -", "c: -", "alone: run-1"]]);
  });

  test("where no call waits for it, it keeps its own card", () => {
    expect(shapes(fold(sent(1), called(1, "x"), begins("run-1")))).toEqual([["x: -", "alone: run-1"]]);
    expect(shapes(fold(begins("run-1", null)))).toEqual([["alone: run-1"]]);
  });
});

const plan = (id: string, params: Record<string, unknown>): Fact[] => [
  { kind: "tool_called", turn: 1, payload: { tool: "plan", toolId: id, server: "core", params } },
  answered(id, "ok", "plan"),
];

test("of the plans of a session the newest counts, and each card shows its own moment", () => {
  const transcript = fold(
    sent(1),
    ...plan("a", { command: "start", title: "T", tasks: ["one", "two"] }),
    ...plan("b", { command: "next" }),
  );
  expect(turnsOf(transcript)[0]?.items).toMatchObject([
    { trace: { plan: { isNewest: false, after: { steps: [{ state: "current" }, { state: "open" }] } } } },
    { trace: { plan: { isNewest: true, after: { steps: [{ state: "done" }, { state: "current" }] } } } },
  ]);
  expect(transcript.ledger.plan?.steps[1]?.state).toBe("current");
});

const transcriptOf = (trace: string): Transcript => applyEvents(emptyTranscript, [...replayTrace(trace).values()].flat()).transcript;
const traces = (transcript: Transcript) =>
  transcript.entries.flatMap(({ items }) => items.flatMap((item) => (item.type === "tool" ? [item.trace] : [])));

describe("in recordings", () => {
  test("a command says where it ran once the agent has left its folder", () => {
    expect(traces(transcriptOf("workdir"))).toMatchObject([null, { cwd: "/srv/sample/src" }, null, null, null]);
  });

  test("a new process of the agent begins in the project's folder", () => {
    const moved = transcriptOf("workdir").ledger;
    expect(moved.cwd).toBe("");
    const restarted = fold(
      sent(1),
      { kind: "tool_called", turn: 1, payload: { tool: "workdir", toolId: "w", server: "filesystem", params: { path: "src" } } },
      answered("w", JSON.stringify({ action: "set", working_directory: "/srv/src" }), "workdir"),
    );
    expect(restarted.ledger.cwd).toBe("/srv/src");
    const event = { kind: "agent_started", turn: null, payload: { pid: 1, afterMs: 1 }, seq: restarted.head + 1, at: 9 } as const;
    expect(applyEvents(restarted, [event]).transcript.ledger.cwd).toBe("");
  });

  test("a job that went to the background ends in the card of its command", () => {
    const [job] = traces(transcriptOf("shell-moved-to-background"));
    expect(job).toMatchObject({ left: "job mcp-task:call_8_0", state: "done", lastReport: { turn: 2 } });
    expect(job?.lastReport?.output).toMatch(/^part 1\n[\s\S]*\nbuild ok$/);
  });

  test("a schedule that fired once is over, one that repeats is not, and one that was removed is stopped", () => {
    expect(traces(transcriptOf("schedule-list")).slice(0, 3)).toMatchObject([
      { left: "schedule 90eeecb9", state: "open" },
      { left: "schedule 7848ec36", state: "done", reports: 1 },
      { left: "schedule de3eda36", state: "open" },
    ]);
    const removed = fold(
      sent(1),
      {
        kind: "tool_called",
        turn: 1,
        payload: { tool: "schedule", toolId: "s", server: "orchestration", params: { command: "add", every: "10m" } },
      },
      answered("s", "✅ Scheduled [31884a31] at 2026-11-23 05:02:31 (in 4s)", "schedule"),
      { kind: "tool_called", turn: 1, payload: { tool: "schedule", toolId: "r", server: "orchestration", params: { command: "remove" } } },
      answered("r", "✅ Removed scheduled entry [31884a31].", "schedule"),
    );
    expect(traces(removed)).toMatchObject([{ state: "stopped" }, null]);
  });

  test("a schedule that a person removed by the agent's command is stopped", () => {
    const added: Fact[] = [
      { kind: "tool_called", turn: 1, payload: { tool: "schedule", toolId: "s", server: "orchestration", params: { command: "add" } } },
      answered("s", "✅ Scheduled [31884a31] at 2026-11-23 05:02:31 (in 4s)", "schedule"),
    ];
    const data = { subcommand: "remove", is_error: false, message: "✅ Removed scheduled entry [31884a31]." };
    const command: Fact = {
      kind: "command_answered",
      turn: null,
      payload: { commandType: "schedule", message: "done", result: { command_type: "schedule", data }, own: false },
    };
    expect(traces(fold(sent(1), ...added, command))).toMatchObject([{ state: "stopped" }]);
  });
});

test("what a command prints starts nothing: only the agent's own words do", () => {
  const printed = fold(sent(1), called(1, "x"), answered("x", "see octofs://jobs/41-7 and moved to background job `41-7`", "shell"));
  expect(traces(printed)).toEqual([null]);
});

test("an agent that ended tells no more of what it had at work; a schedule it keeps", () => {
  const ended: Fact = { kind: "agent_ended", turn: null, payload: { code: 1, signal: null, stderrTail: "", expected: false } };
  const monitor: Fact[] = [
    { kind: "tool_called", turn: 1, payload: { tool: "monitor", toolId: "m", server: "orchestration", params: { action: "start" } } },
    answered("m", "Started monitor [mon-1].", "monitor"),
    { kind: "tool_called", turn: 1, payload: { tool: "schedule", toolId: "s", server: "orchestration", params: { command: "add" } } },
    answered("s", "✅ Scheduled [31884a31] for next idle", "schedule"),
  ];
  const transcript = fold(sent(1), ...monitor, tap("a"), begins("run-1"), started("a", "run-1"), begins("run-2", 1, "other"), ended);
  expect(traces(transcript)).toMatchObject([{ state: "lost" }, { state: "open" }, { state: "lost", run: { status: "lost" } }]);
  expect(turnsOf(transcript)[0]?.items.at(-1)).toMatchObject({ type: "run", status: "lost" });
});

describe("an agent at an address that is bound anew", () => {
  const bound = (resumed: boolean | null): Fact => ({
    kind: "upstream_bound",
    turn: null,
    payload: { stream: "s", streamSeq: 1, resumed, capabilities: [], commands: [] },
  });
  const under = [bound(null), sent(1), tap("a"), begins("run-1"), started("a", "run-1")];

  test.each([
    ["goes on with what it had at work", true, { state: "open", run: { status: "running" } }],
    ["has begun anew, and tells no more of it", false, { state: "lost", run: { status: "lost" } }],
  ])("%s", (_what, resumed, left) => {
    expect(traces(fold(...under, bound(resumed)))).toMatchObject([left]);
  });

  test("and tells more of a run, has not lost it", () => {
    const more = runs("run-1", { kind: "assistant", content: "Here." });
    expect(traces(fold(...under, bound(false), more))).toMatchObject([{ run: { status: "running", endedAt: null } }]);
  });
});

test("of a report that came as a preview it is said that its end is not here", () => {
  const before = fold(
    sent(1),
    { kind: "tool_called", turn: 1, payload: { tool: "monitor", toolId: "m", server: "orchestration", params: { action: "start" } } },
    answered("m", "Started monitor [mon-1].", "monitor"),
  );
  const payload = {
    sourceKind: "monitor",
    sourceLabel: "monitor mon-1 (x)",
    content: "[monitor mon-1: x]\n--- output ---\na",
    personId: 1,
  };
  const place = { seq: before.head + 1, at: 9, turn: 2, cut: [{ path: "content", length: 90_000 }] };
  const { transcript } = applyEvents(before, [{ ...place, kind: "message_injected", payload }]);
  expect(traces(transcript)).toMatchObject([{ state: "open", lastReport: { words: "more than is shown here, its end too" } }]);
});
