// What a command costs is its sender's, and no part of the next turn.
import { describe, expect, test } from "vitest";
import type { Actor } from "@/lib/domain/viewer";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";

const ben: Actor = { personId: 8, name: "Ben" };

test.each([
  ["that was answered", { type: "status", message: "Conversation compressed", data: { command_type: "done" } }],
  ["that failed", { type: "error", message: "Compression failed: no answer" }],
])("R9 a command %s", async (_name, answer) => {
  const session = new ScriptedSession();
  await session.bind();
  await session.driver.runCommand(ben, "done", []);
  session.dollars = 0.25;
  session.tokens = 40;
  session.output(answer);
  const sent = session.driver.messages.submit(ada, crypto.randomUUID(), "hello");
  await session.answerInfo();
  await sent;
  await session.settle();
  await session.cost(0.001);
  expect(
    session.log.of("outside_usage_found").map(({ payload }) => [payload.personId, payload.usage.costNano, payload.usage.provenance]),
  ).toEqual([[8, "250000000", "measured"]]);
  expect(session.log.of("usage_reported").map(({ payload }) => [payload.personId, payload.usage?.costNano])).toEqual([[7, "1000000"]]);
});

describe("R9 a command that takes longer than it and what the agent used are waited for", () => {
  async function late(): Promise<ScriptedSession> {
    const session = new ScriptedSession();
    await session.bind();
    await session.driver.runCommand(ben, "done", []);
    await session.settle(120_000);
    await session.settle(120_000);
    await session.driver.messages.submit(ada, crypto.randomUUID(), "hello");
    expect(session.driver.line.tracker.openNo).toBe(1);
    return session;
  }
  const found = (session: ScriptedSession) =>
    session.log.of("outside_usage_found").map(({ payload }) => [payload.personId, payload.usage.costNano]);
  const told = (session: ScriptedSession) =>
    session.log.of("usage_reported").map(({ payload }) => [payload.personId, payload.usage?.costNano, payload.ends]);

  test("is its sender's, and no part of the turn of the message behind it", async () => {
    const session = await late();
    session.dollars = 0.25;
    session.output({ type: "status", message: "Conversation compressed", data: { command_type: "done" } });
    await session.answerInfo();
    await session.cost(0.001);
    await session.answerInfo();
    expect(found(session)).toEqual([[8, "250000000"]]);
    expect(told(session)).toEqual([[7, "1000000", "answered"]]);
    expect(session.log.of("command_answered").map(({ payload }) => [payload.commandType, payload.own])).toEqual([
      ["info", true],
      ["done", false],
      ["info", true],
      ["info", true],
    ]);
  });

  test("also where the agent is asked again meanwhile, and the first answer is to the first question", async () => {
    const session = await late();
    session.driver.line.doubtTurn();
    session.dollars = 0.25;
    await session.answerInfo();
    expect(found(session)).toEqual([[8, "250000000"]]);
  });

  test("also where the connection is lost before it says so", async () => {
    const session = await late();
    session.lose();
    session.dollars = 0.25;
    await session.bind(true);
    expect(found(session)).toEqual([[8, "250000000"]]);
  });
});
