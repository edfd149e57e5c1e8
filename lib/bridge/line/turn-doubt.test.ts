// How often an agent is asked about a turn that does not end, and what is on record when it has.
import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";
import { headOf } from "@/lib/testing/simulation/head-of-log";

test("a stop that is asked for again and again makes the connection anew once in five seconds, in the next turn too", async () => {
  const session = new ScriptedSession();
  await session.bind();
  const anew = vi.spyOn(session.driver.line, "reconnectNow");
  const stops = async (times: number) => {
    await session.driver.messages.submit(ada, randomUUID(), "work");
    for (let time = 0; time < times; time += 1) {
      session.driver.stop(ada);
      await session.settle(1_000);
    }
  };
  await stops(4);
  expect(session.sent.filter(({ type }) => type === "cancel")).toHaveLength(4);
  await session.settle(1_000);
  expect(anew).toHaveBeenCalledTimes(1);
  await session.settle(5_000);
  expect(anew).toHaveBeenCalledTimes(1);
  session.driver.stop(ada);
  await session.cost(0.001, { cancelled: true });
  await session.answerInfo();
  await stops(1);
  await session.settle(4_000);
  expect(anew).toHaveBeenCalledTimes(2);
});

test("a command waits for the end of a turn of which the agent has said that it runs", async () => {
  const session = new ScriptedSession();
  await session.bind();
  await session.driver.messages.submit(ada, crypto.randomUUID(), "hello");
  session.lose();
  await session.bindOnly(true);
  session.reply({
    type: "error",
    message: "Session 's' is busy processing another request.",
    request_id: session.last("command")?.request_id,
  });
  await session.driver.runCommand(ada, "plan", []);
  await session.settle();
  expect(session.last("command")?.command).toBe("info");
  await session.cost(0.001);
  await session.answerInfo();
  expect(session.last("command")?.command).toBe("plan");
});

test("R9 the end of a turn that nobody told is on record together with what the agent has used by then, or neither is", async () => {
  const openTurn = { no: 1, requestId: null, cause: "schedule", personId: ada.personId, hasReplied: false, hasFailed: false };
  const session = new ScriptedSession({ head: { stream: "f6eb1a39b19c4accaceea52d1bdd68c0", streamSeq: 3, turnCount: 1, openTurn } });
  Object.assign(session, { streamSeq: 3, dollars: 0.002 });
  await session.bind(true, { answerInfo: false });
  const record = session.log.record.bind(session.log);
  session.log.record = (items, stream) => {
    const stored = record(items, stream);
    session.log.isFull ||= items.some(({ draft }) => draft.kind === "turn_interrupted");
    return stored;
  };
  await session.answerInfo();
  expect(session.log.of("turn_interrupted").map(({ payload }) => payload.usage.costNano)).toEqual(["2000000"]);
  expect(headOf(session.log.events, null).totals.costNano).toBe("2000000");
});
