import { setImmediate as tick } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import type { Actor } from "@/lib/domain/viewer";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";
import { BarredCommands } from "./barred-commands";
import { CommandLane } from "./command-lane";

const ben: Actor = { personId: 8, name: "Ben" };

/** Ben's command waits behind Ada's, and nobody says whether he may still write. */
async function unsure(): Promise<ScriptedSession> {
  const session = new ScriptedSession();
  await session.bind();
  await session.driver.runCommand(ada, "status", []);
  await session.driver.runCommand(ben, "plan", []);
  session.barred.add(ben.personId);
  session.asksInVain = 2;
  session.driver.isKnownAs({ owner: ada, title: "A talk", isAtRest: false });
  await session.settle();
  expect(session.log.of("command_dropped")).toEqual([]);
  return session;
}

test("R11 a command of somebody who may not write any more is not sent, also when nobody says so at first", async () => {
  const session = await unsure();
  await session.settle(2_000);
  await session.settle(4_000);
  expect(session.log.of("command_dropped").map(({ payload }) => [payload.by.personId, payload.command])).toEqual([[ben.personId, "plan"]]);
  session.output({ type: "status", message: "ok", data: { command_type: "status" } });
  await session.settle(60_000);
  expect(session.sent.flatMap((frame) => (frame.type === "command" ? [frame.command] : []))).toEqual(["info", "status"]);
  // Once more when it began to wait.
  expect(session.asked).toEqual([ben.personId, ben.personId, ben.personId, ben.personId]);
});

test.each([
  ["nobody says", () => Promise.reject(new Error("The database cannot be reached."))],
  ["somebody says that they may not", async () => false],
])("a session that is let go while it is asked asks no more, and records nothing, where %s", async (_what, mayWrite) => {
  const lane = new CommandLane();
  lane.add({ requestId: "r", command: "plan", args: [], by: ben });
  const after = vi.fn(() => () => {});
  const giveUp = vi.fn();
  const barred = new BarredCommands({ mayWrite, after, isOwner: () => false, isAtRest: () => false }, { lane, giveUp });
  barred.review();
  barred.close();
  await tick();
  expect([after.mock.calls, giveUp.mock.calls]).toEqual([[], [[[], "owners"]]]);
});

test("a command that only the owner may send, whose session is another's by then, is given up; others of theirs go out", async () => {
  const session = new ScriptedSession();
  await session.bind();
  await session.driver.messages.submit(ada, "0198a0de-0000-4000-8000-000000000001", "hello");
  await session.driver.runCommand(ada, "schedule", ["add", "when=soon"]);
  await session.driver.runCommand(ada, "schedule", ["list"]);
  session.driver.isKnownAs({ owner: ben, title: "A talk", isAtRest: false });
  await session.settle();
  expect(session.log.of("command_dropped").map(({ payload }) => [payload.args, payload.reason])).toEqual([
    [["add", "when=soon"], "It was not sent: what goes on by itself later is the session's owner's to begin, who pays for it."],
  ]);
  await session.cost(0.001);
  expect(session.log.of("command_sent").map(({ payload }) => payload.args)).toEqual([["list"]]);
});

test("what waits in a session that is archived meanwhile is given up, and goes out no more when it is restored", async () => {
  const session = new ScriptedSession();
  await session.bind();
  await session.driver.messages.submit(ada, "0198a0de-0000-4000-8000-000000000001", "hello");
  await session.driver.runCommand(ada, "plan", []);
  session.driver.isKnownAs({ owner: ada, title: "A talk", isAtRest: true });
  expect(session.log.of("command_dropped").map(({ payload }) => payload.reason)).toEqual([
    "It was not sent: the session or its project was archived, or nobody may write here any more.",
  ]);
  session.driver.isKnownAs({ owner: ada, title: "A talk", isAtRest: false });
  await session.cost(0.001);
  expect(session.log.of("command_sent")).toEqual([]);
});
