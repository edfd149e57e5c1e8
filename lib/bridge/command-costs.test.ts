// What a command costs is its sender's, and no part of the next turn.
import { expect, test } from "vitest";
import type { Actor } from "@/lib/domain/viewer";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";

const ben: Actor = { personId: 8, name: "Ben" };

test.each([
  ["that was answered", { type: "status", message: "Conversation compressed", data: { command_type: "done" } }],
  ["that failed", { type: "error", message: "Compression failed: no answer" }],
])("R9 a command %s", async (_name, answer) => {
  const session = new ScriptedSession();
  await session.bind();
  session.driver.runCommand(ben, "done", []);
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
