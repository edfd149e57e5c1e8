/** What a session makes of the end of its agent's process, and of a connection that was made anew. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";

test.each([
  [true, []],
  [false, ["The agent ended while this turn ran."]],
])("R8 an end that was asked for (%s) interrupts no turn: another agent may go on with it", async (expected, reasons) => {
  const session = new ScriptedSession();
  await session.bind();
  await session.driver.messages.submit(ada, randomUUID(), "hello");
  const payload = { code: 0, signal: null, stderrTail: "", expected };
  session.driver.recordAgent({ kind: "agent_ended", at: 1, turn: null, payload });
  expect(session.log.of("turn_interrupted").map((event) => event.payload.reason)).toEqual(reasons);
});

test("R6 a message waits with its reason until the agent has said again who it is", async () => {
  const session = new ScriptedSession();
  await session.bind();
  session.lose();
  await session.bindOnly(true);
  await session.driver.messages.submit(ada, randomUUID(), "hello");
  expect(session.log.of("message_queued").map(({ payload }) => payload.reason)).toEqual(["The agent is not ready yet."]);
  await session.answerInfo();
  expect(session.last("message")).toBeDefined();
});
