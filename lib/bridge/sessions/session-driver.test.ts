import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { RefusedError } from "@/lib/domain/refusal";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";

async function bound(given: ConstructorParameters<typeof ScriptedSession>[0] = {}): Promise<ScriptedSession> {
  const session = new ScriptedSession(given);
  await session.bind();
  return session;
}

const send = (session: ScriptedSession, text: string, id = randomUUID()) => session.driver.messages.submit(ada, id, text);
const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return "done";
  } catch (error) {
    return (error as RefusedError).refusal.code; // as: a test that throws anything else fails right here
  }
};
const _kinds = (session: ScriptedSession) => session.log.events.map((event) => event.kind);
const messages = (session: ScriptedSession) => session.sent.flatMap((frame) => (frame.type === "message" ? [frame.content] : []));

describe("a message", () => {
  test("is on record before it is sent, and its turn ends at the cost with our request id", async () => {
    const session = await bound();
    const answer = await send(session, "hello");
    expect(answer).toEqual({ seq: session.log.of("message_sent")[0]?.seq });
    session.output({ type: "assistant", content: "hi" });
    await session.cost(0.0045);
    expect(session.log.of("reply_added")[0]).toMatchObject({ turn: 1 });
    const end = session.log.of("usage_reported")[0];
    expect(end).toMatchObject({ turn: 1, payload: { ends: "answered", personId: 7, agent: { model: "test:model", role: "tester" } } });
    expect(end?.payload.usage).toMatchObject({ costNano: "4500000", tokens: 10, provenance: "measured" });
  });

  test("R5 the same messageId twice is one event and one frame", async () => {
    const session = await bound();
    const id = randomUUID();
    const [one, two] = await Promise.all([send(session, "once", id), send(session, "once", id)]);
    expect(two).toEqual(one);
    expect(messages(session)).toEqual(["once"]);
  });

  test("waits with its reason while the agent is not ready, and goes when it is", async () => {
    const session = new ScriptedSession();
    const { seq } = await send(session, "early");
    expect(session.log.of("message_queued")).toMatchObject([{ seq, payload: { reason: "The agent is not ready yet." } }]);
    await session.bind();
    expect(messages(session)).toEqual(["early"]);
    expect(session.log.of("message_sent")[0]).toMatchObject({ turn: 1, payload: { fromQueue: true } });
  });

  test.each([
    ["empty", " \n ", "message_empty"],
    ["above 256 KiB of UTF-8", "ü".repeat(131_073), "message_too_long"],
  ])("is refused when %s", async (_name, text, code) => {
    const session = await bound();
    expect(await codeOf(() => send(session, text))).toBe(code);
    expect(session.log.of("message_sent")).toEqual([]);
  });

  test("is refused while the database is away, and nothing is sent", async () => {
    const session = await bound();
    session.log.state = "spooling";
    expect(await codeOf(() => send(session, "lost?"))).toBe("storage_unavailable");
    expect(messages(session)).toEqual([]);
    session.log.state = "direct";
    await send(session, "now");
    expect(messages(session)).toEqual(["now"]);
  });

  test("names a session that has no name yet", async () => {
    const session = await bound({ session: { title: "New session" } });
    await send(session, "Fix the login\nplease");
    expect(session.log.of("session_renamed").map((event) => event.payload)).toEqual([{ title: "Fix the login", by: null }]);
  });
});

const owner = { by: ada, mayTouchOthers: true };

describe("R6 one turn at a time; the others wait in order", () => {
  test("they go out one by one at turn ends, as the queue stands by then", async () => {
    const session = await bound();
    const ids = Array.from({ length: 4 }, () => randomUUID());
    await send(session, "first");
    for (const [index, text] of ["a", "b", "c", "d"].entries()) await send(session, text, ids[index]);
    expect(messages(session)).toEqual(["first"]);
    const [a = "", b = "", c = "", d = ""] = ids;
    await session.driver.messages.remove(owner, b);
    await session.driver.messages.move(owner, d, a);
    await session.driver.messages.edit(owner, c, "c, edited");
    for (let turn = 0; turn < 4; turn += 1) await session.cost(0.001);
    expect(messages(session)).toEqual(["first", "d", "a", "c, edited"]);
    expect(await codeOf(() => session.driver.messages.edit(owner, a, "late"))).toBe("queue_changed");
  });

  test("send now makes it the next one", async () => {
    const session = await bound();
    await send(session, "first");
    await send(session, "second");
    const urgent = randomUUID();
    await send(session, "urgent", urgent);
    await session.driver.messages.sendNow(owner, urgent);
    await session.cost(0.001);
    expect(messages(session)).toEqual(["first", "urgent"]);
  });

  test("a busy agent puts the message back with the reason, and it is tried again later and later", async () => {
    const session = await bound();
    await send(session, "hello");
    const refuse = () =>
      session.reply({
        type: "error",
        message: "Session 's' is busy processing another request. Please wait.",
        request_id: session.last("message")?.request_id,
      });
    refuse();
    await session.settle();
    expect(session.log.of("message_returned")[0]).toMatchObject({
      turn: 1,
      payload: { text: "hello", ends: "failed", reason: expect.stringMatching(/busy/) },
    });
    await session.settle(1_999);
    expect(messages(session)).toEqual(["hello"]);
    await session.settle(1);
    expect(messages(session)).toEqual(["hello", "hello"]);
    refuse();
    await session.settle(3_999);
    expect(messages(session)).toHaveLength(2);
    await session.settle(1);
    expect(messages(session)).toHaveLength(3);
  });

  test("what a busy agent put back is tried again in time, also when the clock was put back meanwhile", async () => {
    const session = await bound();
    session.clockIsOffMs = 3 * 3_600_000;
    await send(session, "hello");
    session.reply({
      type: "error",
      message: "Session 's' is busy processing another request.",
      request_id: session.last("message")?.request_id,
    });
    await session.settle();
    session.clockIsOffMs = 0;
    await session.settle(2_000);
    expect(messages(session)).toEqual(["hello", "hello"]);
  });
});

describe("Stop", () => {
  test("is a cancel; the turn ends as stopped, and what still runs is on record and can be ended", async () => {
    const session = await bound();
    expect(await codeOf(() => session.driver.stop(ada))).toBe("nothing_to_stop");
    await send(session, "run something long");
    session.processes = [{ pid: 42, command: "sleep 100", startedAt: 5 }];
    session.driver.stop(ada);
    expect(session.last("cancel")).toBeDefined();
    await session.cost(0.002, { cancelled: true });
    expect(session.log.of("usage_reported")[0]?.payload.ends).toBe("stopped");
    expect(session.log.of("processes_found")[0]).toMatchObject({ turn: 1, payload: { processes: [{ pid: 42 }] } });
    expect(await session.driver.endProcesses(ada)).toBe(1);
    expect(session.log.of("processes_ended")[0]?.payload).toEqual({ pids: [42], by: ada });
  });
});

describe("commands", () => {
  test("only what the agent lists and the allow-list knows; one at a time, after the turn", async () => {
    const session = await bound();
    expect(await codeOf(() => session.driver.runCommand(ada, "share", []))).toBe("command_not_allowed");
    expect(await codeOf(() => session.driver.runCommand(ada, "report", []))).toBe("command_not_allowed");
    const grace = { personId: 8, name: "Grace" };
    expect(await codeOf(() => session.driver.runCommand(grace, "schedule", ["add", "when=soon"]))).toBe("command_not_allowed");
    await send(session, "hello");
    await session.driver.runCommand(ada, "plan", ["show"]);
    expect(session.last("command")?.command).toBe("info");
    await session.cost(0.001);
    expect(session.last("command")).toMatchObject({ command: "plan", args: ["show"] });
    session.output({ type: "status", message: "ok", data: { command_type: "plan", has_plan: false } });
    expect(session.log.of("command_answered").map((event) => [event.payload.commandType, event.payload.own])).toEqual([
      ["info", true],
      ["plan", false],
    ]);
  });
});

describe("questions", () => {
  const schema = { type: "object", properties: { confirm: { type: "boolean" } }, required: ["confirm"] };
  const ask = (session: ScriptedSession) =>
    session.output({ type: "elicitation", id: "q1", server: "ask", params: { message: "Deploy?", requestedSchema: schema } });

  test("an answer must fit its schema; a fitting one goes out once", async () => {
    const session = await bound();
    await send(session, "deploy");
    ask(session);
    expect(await codeOf(() => session.driver.answerElicitation(ada, "q1", "accept", { confirm: "yes" }))).toBe("answer_does_not_fit");
    session.driver.answerElicitation(ada, "q1", "accept", { confirm: true });
    expect(session.last("elicitation_response")?.result).toEqual({ action: "accept", content: { confirm: true } });
    expect(await codeOf(() => session.driver.answerElicitation(ada, "q1", "decline"))).toBe("elicitation_gone");
    expect(await codeOf(() => session.driver.answerElicitation(ada, "never asked", "decline"))).toBe("elicitation_gone");
  });

  test("yes to an address is no more than yes, whatever a browser adds", async () => {
    const session = await bound();
    await send(session, "sign in");
    session.output({
      type: "elicitation",
      id: "q1",
      server: "ask",
      params: { mode: "url", message: "Sign in", url: "https://a.example/" },
    });
    session.driver.answerElicitation(ada, "q1", "accept", { more: true });
    expect(session.last("elicitation_response")?.result).toEqual({ action: "accept" });
    expect(session.log.of("elicitation_answered")[0]?.payload).toEqual({ id: "q1", action: "accept", by: ada });
  });

  test("a question that the agent no longer has is closed with the reason", async () => {
    const session = await bound();
    await send(session, "deploy");
    ask(session);
    session.driver.answerElicitation(ada, "q1", "decline");
    session.reply({
      type: "error",
      message: "no pending elicitation 'q1'",
      code: "elicitation_gone",
      request_id: session.last("elicitation_response")?.request_id,
    });
    expect(session.log.of("elicitation_closed")[0]?.payload.id).toBe("q1");
    expect(session.log.of("error_reported")[0]?.payload.ends).toBeNull();
  });

  test("one that was open when the agent was restarted is closed", async () => {
    const session = await bound();
    await send(session, "deploy");
    ask(session);
    session.lose();
    session.stream = "0".repeat(32);
    session.streamSeq = 0;
    await session.bind(false);
    expect(session.log.of("elicitation_closed")).toHaveLength(1);
    expect(session.log.of("turn_interrupted")[0]).toMatchObject({
      turn: 1,
      payload: { ends: "interrupted", usage: { provenance: "untracked" } },
    });
  });
});
