// What keeps a session bound without a viewer, and when it no longer does.
import { describe, expect, test } from "vitest";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";

const nothing = {
  schedule: { subcommand: "list", is_error: false, message: "No scheduled entries." },
  status: { view: "overview", active: 0, agents: [], monitors: [], jobs: [] },
};

/** Asks why it must be kept; the agent answers what it is asked with these, and with nothing where there is none. */
async function reasonsOf(session: ScriptedSession, answers: { schedule?: object; status?: object } = nothing): Promise<string[]> {
  const found = session.driver.findReasons();
  for (const command of ["schedule", "status"] as const) {
    await session.settle();
    if (!session.driver.line.lane.running || !answers[command]) break;
    session.output({ type: "status", message: "ok", data: { command_type: command, data: answers[command] } });
  }
  await session.settle(15_000);
  return found;
}

async function afterTurn(
  cost: Record<string, unknown> = {},
  during: (session: ScriptedSession) => void = () => {},
): Promise<ScriptedSession> {
  const session = new ScriptedSession();
  await session.bind();
  await session.driver.messages.submit(ada, crypto.randomUUID(), "go on by yourself");
  during(session);
  await session.cost(0.001, cost);
  return session;
}

const restarted = async (session: ScriptedSession): Promise<void> => {
  session.lose();
  session.stream = "1".repeat(32);
  session.streamSeq = 0;
  await session.bind(false);
};

const usesSchedule = (session: ScriptedSession) =>
  void session.output({ type: "tool_use", tool: "schedule", tool_id: "t", server: "core" });
const startsRun = (session: ScriptedSession) =>
  session.reply({ type: "run_event", run_id: "r", role: "tester", seq: 1, event: { kind: "status", status: "running" } });

describe("a session without a viewer", () => {
  test("is kept for what the agent has announced, and no longer once the agent was restarted", async () => {
    const session = await afterTurn({ pending_work: true });
    expect(await reasonsOf(session)).toEqual(["work in the background"]);
    await restarted(session);
    expect(await reasonsOf(session)).toEqual([]);
  });

  test("is kept for a delegated run, whose end may come while the connection is lost: then the agent is asked", async () => {
    const session = await afterTurn({}, startsRun);
    expect(await reasonsOf(session)).toEqual(["a delegated run"]);
    session.lose();
    await session.bind(true);
    expect(await reasonsOf(session, { ...nothing, status: { ...nothing.status, agents: [{ id: "r" }] } })).toEqual(["a delegated run"]);
    expect(await reasonsOf(session)).toEqual([]);
  });

  test.each(["done", "completed", "interrupted"])("is kept for no delegated run that is %s", async (status) => {
    const session = await afterTurn({}, startsRun);
    session.reply({ type: "run_event", run_id: "r", role: "tester", seq: 2, event: { kind: "status", status } });
    expect(session.driver.keep.supposed).toEqual([]);
  });

  test("follows no more delegated runs than so many, and none by a name as long as a book", async () => {
    const named = (id: string, status: string) => ({
      type: "run_event",
      run_id: id,
      role: "tester",
      seq: 1,
      event: { kind: "status", status },
    });
    const session = await afterTurn();
    const ids = ["x".repeat(1_000), ...Array.from({ length: 2_000 }, (_, n) => `r${n}`)];
    for (const id of ids) session.reply(named(id, "running"));
    expect(session.driver.keep.supposed).toEqual(["a delegated run"]);
    for (const id of ids.slice(1, 1_001)) session.reply(named(id, "done"));
    expect(session.driver.keep.supposed).toEqual([]);
  });

  test("is kept for a schedule until the agent says that there is none; silence says nothing", async () => {
    const session = await afterTurn({}, usesSchedule);
    const schedule = { subcommand: "list", is_error: false, message: "1 entry", entries: [{ id: "s" }] };
    expect(await reasonsOf(session, { ...nothing, schedule })).toEqual(["a schedule"]);
    expect(await reasonsOf(session, {})).toEqual(["a schedule"]);
    session.lose();
    await session.bind(true);
    expect(await reasonsOf(session)).toEqual([]);
    expect(session.log.of("session_kept").map(({ payload }) => payload.reasons)).toEqual([["a schedule"], []]);
  });

  test("is on record as kept before anybody asks: the dashboard may be killed while it is still watched", async () => {
    const kept = (session: ScriptedSession) => session.log.of("session_kept").map(({ payload }) => payload.reasons);
    expect(kept(await afterTurn({}, usesSchedule))).toEqual([["a schedule"]]);
    expect(kept(await afterTurn({ pending_work: true }))).toEqual([["work in the background"]]);
    expect(kept(await afterTurn({}, startsRun))).toEqual([["a delegated run"]]);
    const looks = { type: "tool_use", tool: "schedule", tool_id: "t", server: "core", params: { command: "list" } };
    expect(kept(await afterTurn({}, (session) => void session.output(looks)))).toEqual([]);
    const commanded = await afterTurn();
    await commanded.driver.runCommand(ada, "schedule", ["add", 'when="in 1h"', 'message="look"']);
    const data = { subcommand: "add", is_error: false, message: "✅ Scheduled [s] at noon" };
    commanded.output({ type: "status", message: "ok", data: { command_type: "schedule", data } });
    expect(kept(commanded)).toEqual([["a schedule"]]);
    expect(await reasonsOf(commanded)).toEqual([]);
    expect(kept(commanded)).toEqual([["a schedule"], []]);
  });

  test("is kept for what it may have begun, also when the agent does not answer, and for what it begins while it is asked", async () => {
    expect(await reasonsOf(await afterTurn({}, usesSchedule), {})).toEqual(["a schedule"]);
    const session = await afterTurn({}, usesSchedule);
    const asked = reasonsOf(session);
    usesSchedule(session);
    expect(await asked).toEqual([]);
    const schedule = { ...nothing.schedule, message: "1 scheduled entries:" };
    expect(await reasonsOf(session, { ...nothing, schedule })).toEqual(["a schedule"]);
  });

  test("that is archived is kept for what runs, not for what would begin new turns", async () => {
    const session = await afterTurn({}, usesSchedule);
    session.driver.isKnownAs({ owner: ada, title: "A talk", isAtRest: true });
    const schedule = { ...nothing.schedule, message: "1 scheduled entries:" };
    const status = { ...nothing.status, monitors: [{ id: "m" }], agents: [{ id: "r" }] };
    expect(await reasonsOf(session, { schedule, status })).toEqual(["a delegated run"]);
    expect(await reasonsOf(session, { ...nothing, schedule })).toEqual([]);
  });

  test("is kept for a schedule that a person made with a command", async () => {
    const session = await afterTurn();
    await session.driver.runCommand(ada, "schedule", ["add", 'when="in 1h"', 'message="look"']);
    session.output({ type: "status", message: "ok", data: { command_type: "schedule", data: { subcommand: "add", is_error: false } } });
    const entries = { ...nothing.schedule, message: "1 scheduled entries:" };
    expect(await reasonsOf(session, { ...nothing, schedule: entries })).toEqual(["a schedule"]);
  });

  test("that had turns before it was opened is asked once: what they left was never looked at", async () => {
    const session = new ScriptedSession({ head: { turnCount: 3 } });
    await session.bind();
    const entries = { ...nothing.schedule, message: "1 scheduled entries:" };
    expect(await reasonsOf(session, { ...nothing, schedule: entries })).toEqual(["a schedule"]);
    expect(await reasonsOf(session)).toEqual([]);
    expect(session.sent.filter((frame) => frame.type === "command" && frame.command === "schedule")).toHaveLength(2);
    expect(await reasonsOf(session)).toEqual([]);
    expect(session.sent.filter((frame) => frame.type === "command" && frame.command === "schedule")).toHaveLength(2);
  });
});
