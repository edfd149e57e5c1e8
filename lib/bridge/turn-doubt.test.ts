// How often an agent is asked about a turn that does not end.
import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";

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
