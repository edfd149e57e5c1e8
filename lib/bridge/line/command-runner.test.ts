// What people ask for in the middle of a turn is on record until it is sent or given up, whatever ends meanwhile.
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";
import { headOf } from "@/lib/testing/simulation/head-of-log";

const ben = { personId: 8, name: "Ben" };

async function inTurn(): Promise<ScriptedSession> {
  const session = new ScriptedSession();
  await session.bind();
  await session.driver.messages.submit(ada, randomUUID(), "hello");
  return session;
}
const sent = (session: ScriptedSession) =>
  session.sent.flatMap((frame) => (frame.type === "command" && frame.command !== "info" ? [frame.command] : []));
const told = ({ log }: ScriptedSession) =>
  log.events.flatMap(({ kind, payload }) =>
    kind === "command_asked" || kind === "command_sent" ? [kind] : kind === "command_dropped" ? [payload.reason] : [],
  );
const followed = (session: ScriptedSession): ScriptedSession =>
  new ScriptedSession({ log: session.log, head: headOf(session.log.events, session.log.position) });

test("R16 what was asked for in a turn is on record when its sender is answered, and goes out once that it does is", async () => {
  const session = await inTurn();
  await session.driver.runCommand(ada, "plan", []);
  expect(told(session)).toEqual(["command_asked"]);
  await session.cost(0.001);
  expect([told(session), sent(session)]).toEqual([["command_asked", "command_sent"], ["plan"]]);
});

describe("while the database is away", () => {
  test("what would have to wait is refused", async () => {
    const session = await inTurn();
    session.log.state = "spooling";
    await expect(session.driver.runCommand(ada, "plan", [])).rejects.toMatchObject({ refusal: { code: "storage_unavailable" } });
    expect([told(session), session.driver.told.asked]).toEqual([[], []]);
  });

  test("what waits goes on waiting, also when it went away in that moment, and goes out when it is back", async () => {
    const session = await inTurn();
    await session.driver.runCommand(ada, "plan", []);
    session.log.state = "spooling";
    await session.cost(0.001);
    expect([sent(session), session.driver.told.asked]).toEqual([[], [{ command: "plan", args: [] }]]);
    session.log.state = "direct";
    session.driver.storageChanged();
    session.log.state = "spooling";
    await session.settle();
    expect([told(session), sent(session), session.driver.told.asked]).toEqual([["command_asked"], [], [{ command: "plan", args: [] }]]);
    session.log.state = "direct";
    session.driver.storageChanged();
    await session.settle();
    expect([told(session), sent(session)]).toEqual([["command_asked", "command_sent"], ["plan"]]);
  });
});

describe("a connection that is lost in the very moment", () => {
  test("in which it is put on record that it waits: it is given up", async () => {
    const session = await inTurn();
    const accepted = session.driver.runCommand(ada, "plan", []);
    session.lose();
    await accepted;
    expect(told(session)).toEqual(["command_asked", "It was not sent: the connection to the agent was lost."]);
    await session.bind(true);
    await session.cost(0.001);
    expect(sent(session)).toEqual([]);
  });

  test("in which it is put on record that it goes out: it does not, and comes to one end", async () => {
    const session = await inTurn();
    await session.driver.runCommand(ada, "plan", []);
    session.output({ type: "cost", session_cost: 0, session_tokens: 0, request_id: session.last("message")?.request_id });
    session.lose();
    await session.settle();
    expect(told(session)).toHaveLength(2);
    await session.bind(true);
    expect(sent(session)).toEqual([]);
  });
});

test("R11 who loses the right in the moment in which their command begins to wait is looked at again", async () => {
  const session = await inTurn();
  const accepted = session.driver.runCommand(ben, "plan", []);
  session.barred.add(ben.personId);
  session.driver.isKnownAs({ owner: ada, title: "A talk", isAtRest: false });
  await accepted;
  await session.settle();
  expect(told(session)).toEqual(["command_asked", "It was not sent: who asked may not write here any more."]);
});

describe("R16 what a dashboard that was killed had been asked for", () => {
  test("is given up in words by the one that follows it, once, and sent no more, though the turn goes on", async () => {
    const killed = await inTurn();
    await killed.driver.runCommand(ada, "plan", []);
    await killed.driver.runCommand(ben, "model", ["test:other"]);
    const next = followed(killed);
    const restarted = "It was not sent: the dashboard was restarted.";
    expect(told(next)).toEqual(["command_asked", "command_asked", restarted, restarted]);
    expect(next.log.of("command_dropped").map(({ payload }) => [payload.command, payload.args, payload.by])).toEqual([
      ["plan", [], ada],
      ["model", ["test:other"], ben],
    ]);
    await next.bind(true);
    await next.cost(0.001, { requestId: killed.last("message")?.request_id });
    expect(sent(next)).toEqual([]);
    expect(told(followed(next))).toHaveLength(4);
  });

  test("and is given up by two that follow each other: stands there once", async () => {
    const killed = await inTurn();
    await killed.driver.runCommand(ada, "plan", []);
    const head = headOf(killed.log.events, killed.log.position);
    for (let twice = 0; twice < 2; twice += 1) expect(told(new ScriptedSession({ log: killed.log, head }))).toHaveLength(2);
  });

  test("nothing of it that went out is given up", async () => {
    const killed = await inTurn();
    await killed.driver.runCommand(ada, "plan", []);
    await killed.cost(0.001);
    expect(told(followed(killed))).toEqual(["command_asked", "command_sent"]);
  });
});
