import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";

const bob = { personId: 8, name: "Bob" };
let session: ScriptedSession;

async function run(command: string, args: string[], data: Record<string, unknown>): Promise<void> {
  session = new ScriptedSession();
  await session.bind();
  await session.driver.runCommand(bob, command, args);
  session.output({ type: "status", message: "ok", data: { command_type: command, ...data } });
  await session.settle();
}
const shown = () => session.log.of("command_answered").map(({ payload }) => [payload.commandType, payload.own]);
const costs = () =>
  session.log.events.flatMap(({ payload }) => ("usage" in payload && payload.usage ? [[payload.personId, payload.usage.costNano]] : []));

test("what people asked for in the middle of a turn is told until it goes out, and cut where it is long; what the bridge asks is not", async () => {
  session = new ScriptedSession();
  await session.bind();
  const told = () => session.driver.told.asked;
  expect(told()).toEqual([]);
  await session.driver.messages.submit(ada, randomUUID(), "hello");
  session.driver.line.runner.request("effort", ["max"], bob);
  session.driver.line.runner.request("info", [], null);
  const before = told();
  expect(before).toEqual([{ command: "effort", args: ["max"] }]);
  expect(told()).toBe(before);
  session.driver.line.runner.request("plan", ["x".repeat(2_000)], bob);
  for (let more = 0; more < 20; more += 1) session.driver.line.runner.request("info", [], bob);
  expect(told().map(({ command }) => command)).toEqual(["effort", "plan", ...Array(8).fill("info")]);
  expect(told()[1]?.args[0]).toHaveLength(200);
  await session.cost(0.001);
  await session.answerInfo();
  expect(session.log.of("command_sent")[0]?.payload).toMatchObject({ command: "effort", by: bob });
  expect(told()[0]?.command).toBe("plan");
});

describe("R9 what a command costs is its sender's, not the next message's", () => {
  test("the model call of `done` is in no cost frame: the agent is asked for it at once", async () => {
    await run("done", [], { message: "Conversation compressed" });
    session.dollars = 0.05;
    await session.answerInfo();
    await session.driver.messages.submit(ada, randomUUID(), "hello");
    await session.cost(0.001);
    expect(costs()).toEqual([
      [bob.personId, "50000000"],
      [ada.personId, "1000000"],
    ]);
    expect(session.log.of("outside_usage_found")[0]?.payload).toMatchObject({ usage: { provenance: "measured" } });
  });

  test("one that cost nothing says nothing, and takes no cost that comes later", async () => {
    await run("done", [], { message: "Nothing to compress" });
    await session.answerInfo();
    session.lose();
    session.dollars = 0.05;
    await session.bind(true);
    expect(costs()).toEqual([[ada.personId, "50000000"]]);
    expect(session.log.of("outside_usage_found")[0]?.payload).toMatchObject({ usage: { provenance: "outside" } });
  });

  test("nor where the connection is lost before the agent was asked for it, and lost again", async () => {
    await run("done", [], { message: "Conversation compressed" });
    session.lose();
    await session.bindOnly(true);
    session.lose();
    session.dollars = 0.05;
    await session.bind(true);
    session.lose();
    session.dollars = 0.07;
    await session.bind(true);
    expect(costs()).toEqual([
      [bob.personId, "50000000"],
      [ada.personId, "20000000"],
    ]);
    expect(session.log.of("outside_usage_found").map(({ payload }) => payload.usage.provenance)).toEqual(["measured", "outside"]);
  });

  test("nor where the agent takes longer for it than it is waited for", async () => {
    session = new ScriptedSession();
    await session.bind();
    await session.driver.runCommand(bob, "done", []);
    await session.settle(120_000);
    await session.driver.messages.submit(ada, randomUUID(), "hello");
    session.output({ type: "status", message: "Conversation compressed", data: { command_type: "done" } });
    session.dollars = 0.05;
    await session.answerInfo();
    await session.cost(0.001);
    expect(costs()).toEqual([
      [bob.personId, "50000000"],
      [ada.personId, "1000000"],
    ]);
  });

  test("the turn of a prompt is theirs who ran it; a schedule's is the owner's", async () => {
    await run("prompt", ["explain"], { data: { action: "execute", success: true, prompt_name: "explain" } });
    // The last is no turn of theirs any more: a prompt begins one.
    for (const label of ["schedule prompt:explain", "schedule 21577873", "schedule prompt:explain"]) {
      session.output({ type: "injected", source_kind: "schedule", source_label: label, content: "Explain it." });
      await session.cost(0.002, { requestId: null });
    }
    expect(session.log.of("message_injected").map(({ payload }) => payload.personId)).toEqual([bob.personId, ada.personId, ada.personId]);
    expect(costs()).toEqual([
      [bob.personId, "2000000"],
      [ada.personId, "2000000"],
      [ada.personId, "2000000"],
    ]);
  });
});

describe("R6 a message that waits behind a command", () => {
  test("goes after the turn of a prompt, which begins after the command was answered, and not into it", async () => {
    session = new ScriptedSession();
    await session.bind();
    await session.driver.runCommand(bob, "prompt", ["explain"]);
    await session.driver.messages.submit(ada, randomUUID(), "hello");
    session.output({ type: "status", message: "ok", data: { command_type: "prompt", data: { success: true, prompt_name: "explain" } } });
    await session.settle();
    expect(session.last("message")).toBeUndefined();
    session.output({ type: "injected", source_kind: "schedule", source_label: "schedule prompt:explain", content: "Explain it." });
    await session.cost(0.002, { requestId: null });
    await session.answerInfo();
    await session.cost(0.001);
    expect(session.log.of("usage_reported").map(({ turn, payload }) => [turn, payload.ends])).toEqual([
      [1, "answered"],
      [2, "answered"],
    ]);
  });
});

test("what the bridge asked is its own affair, also when the answer comes late and nothing else was asked since", async () => {
  session = new ScriptedSession();
  await session.bindOnly(null);
  session.output({ type: "injected", source_kind: "schedule", source_label: "schedule 21577873", content: "Look around." });
  await session.settle(130_000);
  await session.cost(0.002, { requestId: null });
  await session.answerInfo();
  expect(shown()).toEqual([["info", true]]);
});

test("R8b what was given up is its own answer where it comes over another connection", async () => {
  session = new ScriptedSession();
  await session.bind();
  await session.driver.runCommand(bob, "done", []);
  await session.settle(120_000);
  expect(session.log.of("command_dropped")).toHaveLength(1);
  session.lose();
  await session.bindOnly(true);
  session.output({ type: "status", message: "Conversation compressed", data: { command_type: "done" } });
  expect(shown().at(-1)).toEqual(["done", false]);
});

const ours = () => session.sent.filter((frame) => frame.type === "command");

describe("R8b a dashboard that was killed while a command was on its way", () => {
  const stream = "f6eb1a39b19c4accaceea52d1bdd68c0";

  test("what comes of it with the resume is the answer to that command, and not to what the bridge asks meanwhile", async () => {
    session = new ScriptedSession({ head: { stream, streamSeq: 3 } });
    await session.bindOnly(true);
    session.output({ type: "status", message: "ok", data: { command_type: "status" } });
    await session.answerInfo();
    expect(shown()).toEqual([
      ["status", false],
      ["info", true],
    ]);
  });

  test("a turn whose end may be missing is asked about, and ends where the agent runs nothing", async () => {
    const openTurn = { no: 1, requestId: null, personId: ada.personId, hasReplied: false, hasFailed: false };
    session = new ScriptedSession({ head: { stream, streamSeq: 3, turnCount: 1, openTurn } });
    await session.bind(true);
    expect(session.log.of("turn_interrupted").map(({ turn, payload }) => [turn, payload.reason])).toEqual([
      [1, "The turn ended while the connection was lost."],
    ]);
  });
});

test("an agent that runs a turn when it is asked who it is, is asked again after that", async () => {
  session = new ScriptedSession();
  await session.bindOnly(null);
  session.reply({ type: "error", message: "Session 's' is busy processing another request.", request_id: ours()[0]?.request_id });
  await session.settle();
  expect(ours()).toHaveLength(1);
  await session.cost(0.002, { requestId: null });
  await session.answerInfo();
  expect(ours()).toHaveLength(2);
  expect(session.log.of("agent_described").map(({ payload }) => payload.model)).toEqual(["test:model"]);
});
