// What is lost on the way to the agent or into the log is said in words or asked for again; nothing vanishes.
import { describe, expect, test } from "vitest";
import { applyEvents, emptyTranscript } from "@/lib/domain/transcript/transcript";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";

async function bound(given: ConstructorParameters<typeof ScriptedSession>[0] = {}): Promise<ScriptedSession> {
  const session = new ScriptedSession(given);
  await session.bind();
  return session;
}

const send = (session: ScriptedSession, text: string) => session.driver.messages.submit(ada, crypto.randomUUID(), text);
const gaps = (session: ScriptedSession) => session.log.of("frames_missed").map(({ payload }) => payload.count);

/** As people read it: each command with what became of it. */
const commands = (session: ScriptedSession) =>
  applyEvents(emptyTranscript, session.log.events).transcript.entries.flatMap(({ items }) =>
    items.flatMap((item) => (item.type === "command" ? [[item.command, item.answer?.message]] : [])),
  );

describe("a command that comes to nothing is answered in words, once", () => {
  const NOT_SENT = "It was not sent: the connection to the agent was lost.";

  test("one that still waits for the turn when the connection is lost", async () => {
    const session = await bound();
    await send(session, "hello");
    await session.driver.runCommand(ada, "plan", []);
    await session.driver.runCommand(ada, "model", ["test:other"]);
    session.lose();
    expect(session.log.of("command_dropped").map(({ payload }) => [payload.command, payload.args, payload.by])).toEqual([
      ["plan", [], ada],
      ["model", ["test:other"], ada],
    ]);
    expect(commands(session)).toEqual([
      ["plan", NOT_SENT],
      ["model", NOT_SENT],
    ]);
    await session.bind(true);
    expect(session.sent.flatMap((frame) => (frame.type === "command" ? [frame.command] : []))).not.toContain("plan");
  });

  test("one on its way and one behind it", async () => {
    const session = await bound();
    await session.driver.runCommand(ada, "plan", []);
    await session.driver.runCommand(ada, "status", []);
    session.lose();
    expect(commands(session)).toEqual([
      ["plan", "The connection to the agent was lost before it answered."],
      ["status", NOT_SENT],
    ]);
    expect(session.log.of("command_dropped")).toHaveLength(1);
  });

  test("one on its way when the session is let go", async () => {
    const session = await bound();
    await session.driver.runCommand(ada, "plan", []);
    await session.driver.close();
    expect(commands(session)).toEqual([["plan", "It was not answered: the session was let go."]]);
  });

  test("one that the agent never answers: later answers are those of later commands", async () => {
    const session = await bound();
    await session.driver.runCommand(ada, "plan", []);
    await session.settle(120_000);
    await session.driver.runCommand(ada, "status", []);
    session.output({ type: "status", message: "Nothing runs.", data: { command_type: "status" } });
    expect(commands(session)).toEqual([
      ["plan", "It was not answered: the agent took more than two minutes."],
      ["status", "Nothing runs."],
    ]);
  });

  test("one that the agent answers too late: its answer is not that of the next one", async () => {
    const session = await bound();
    const answer = (command: string) => session.output({ type: "status", message: `of ${command}`, data: { command_type: command } });
    await session.driver.runCommand(ada, "plan", []);
    await session.settle(120_000);
    await session.driver.runCommand(ada, "schedule", ["list"]);
    answer("plan");
    answer("schedule");
    expect(commands(session)).toEqual([
      ["plan", "It was not answered: the agent took more than two minutes."],
      ["schedule", "of schedule"],
    ]);
  });

  test("the late answer to what the bridge asked is shown to nobody", async () => {
    const session = new ScriptedSession();
    await session.bind(null, { answerInfo: false });
    await session.settle(120_000);
    await session.answerInfo();
    expect(commands(session)).toEqual([]);
  });

  test("what the bridge asks by itself is nobody's affair", async () => {
    const session = new ScriptedSession();
    await session.bind(null, { answerInfo: false });
    session.lose();
    expect(session.log.of("command_dropped")).toEqual([]);
  });
});

describe("R8b what cannot be kept is asked for again, a gap too", () => {
  async function thrownOut(session: ScriptedSession): Promise<void> {
    await session.settle();
    expect(session.driver.line.isClosed).toBe(true);
    session.log.isFull = false;
    session.driver.storageChanged();
  }

  test("a gap that a bind found", async () => {
    const session = await bound();
    session.lose();
    session.streamSeq += 5;
    session.log.isFull = true;
    await session.bind(false, { answerInfo: false });
    await thrownOut(session);
    expect(gaps(session)).toEqual([]);
    await session.bind(false, { answerInfo: false });
    expect(gaps(session)).toEqual([5]);
  });

  test("a gap in the numbering, and the frames behind it", async () => {
    const session = await bound();
    session.streamSeq += 3;
    session.log.isFull = true;
    session.output({ type: "assistant", content: "behind the gap" });
    session.output({ type: "assistant", content: "and behind that" });
    await thrownOut(session);
    await session.bind(false, { answerInfo: false });
    expect(gaps(session)).toEqual([5]);
  });
});

describe("R8b the beginning of a session is lost no more than its middle", () => {
  test("the place is on record with the bind: whoever goes on from the log asks for the first frame", async () => {
    const session = new ScriptedSession();
    await session.bind(null, { answerInfo: false });
    expect(session.log.position).toEqual({ id: session.stream, seq: 0 });
  });

  test("frames of before anything is known of the stream are a gap with its number", async () => {
    const session = new ScriptedSession();
    session.streamSeq = 3;
    await session.bind(null, { answerInfo: false });
    expect(gaps(session)).toEqual([3]);
    session.lose();
    await session.bind(true, { answerInfo: false });
    expect(gaps(session)).toEqual([3]);
  });

  test("the agent loaded the session anew right after its very first frame: the new first one is kept", async () => {
    const session = new ScriptedSession();
    await session.bind(null, { answerInfo: false });
    session.output({ type: "assistant", content: "first" });
    session.streamSeq = 0;
    session.output({ type: "assistant", content: "first again" });
    expect(session.log.of("reply_added").map(({ payload }) => payload.content)).toEqual(["first", "first again"]);
    session.stream = "1".repeat(32);
    session.streamSeq = 1;
    session.lose();
    await session.bind(null, { answerInfo: false });
    expect(gaps(session)).toEqual([]);
  });
});

test("R13 a frame that is nested deeper than anything can be written ends nothing, and is no gap", async () => {
  const session = await bound();
  await send(session, "hello");
  const deep = "[".repeat(20_000) + "]".repeat(20_000);
  for (const fields of ['"type":"tool_result","tool":"t","content":', '"type":"tool_use","params":', '"type":"from_the_future","x":']) {
    session.streamSeq += 1;
    session.receive(`{"session_id":"s","stream_seq":${session.streamSeq},${fields}${deep}}`);
  }
  await session.cost(0.001);
  expect(session.log.of("frame_unparsed").map(({ turn, payload }) => [turn, payload.reason])).toEqual(
    Array(3).fill([1, "nested too deep"]),
  );
  expect(() => JSON.stringify(session.log.events)).not.toThrow();
  expect(gaps(session)).toEqual([]);
  expect(session.log.of("usage_reported")[0]?.payload.ends).toBe("answered");
});

describe("a message that was stopped and that the agent never took is not sent again", () => {
  const ends = (session: ScriptedSession) =>
    session.log.of("turn_interrupted").map(({ turn, payload }) => [turn, payload.usage.provenance]);

  test("because the connection was dead", async () => {
    const session = await bound();
    await send(session, "remove it all");
    session.driver.stop(ada);
    session.lose();
    await session.bind(true);
    await session.settle(60_000);
    expect(session.sent.filter(({ type }) => type === "message")).toHaveLength(1);
    expect(session.log.of("message_returned")).toEqual([]);
    expect(ends(session)).toEqual([[1, "measured"]]);
    await send(session, "another");
    expect(session.log.of("message_sent")).toHaveLength(2);
  });

  test("because the agent was busy with somebody else's", async () => {
    const session = await bound();
    await send(session, "remove it all");
    session.driver.stop(ada);
    session.reply({ type: "error", message: "Session 's' is busy.", request_id: session.last("message")?.request_id });
    await session.settle(60_000);
    expect(session.sent.filter(({ type }) => type === "message")).toHaveLength(1);
    expect(ends(session)).toEqual([[1, "measured"]]);
  });
});

describe("R8 a turn whose end the agent never tells", () => {
  const asked = (session: ScriptedSession) => session.sent.filter((frame) => frame.type === "command").length;

  test("after an error that no cost follows it is asked about, and ends", async () => {
    const session = await bound();
    await send(session, "hello");
    session.output({ type: "error", message: "Error: the pipe failed" });
    await session.settle(2_000);
    await session.answerInfo();
    expect(session.log.of("turn_interrupted")).toMatchObject([{ turn: 1, payload: { usage: { costNano: "0", provenance: "measured" } } }]);
    await send(session, "again");
    expect(session.last("message")?.content).toBe("again");
  });

  test("an error that a cost follows, or anything else, leads to no question", async () => {
    const session = await bound();
    await send(session, "hello");
    const before = asked(session);
    session.output({ type: "error", message: "Error: the model is ill" });
    session.output({ type: "thinking", content: "hm" });
    await session.settle(2_000);
    session.output({ type: "error", message: "Error: the model is ill" });
    await session.cost(0.001);
    await session.settle(2_000);
    expect(asked(session)).toBe(before);
  });

  test("one that was stopped to no avail is asked about over the next connection", async () => {
    const session = await bound();
    session.output({ type: "injected", source_kind: "schedule", source_label: "s", content: "wake up" });
    session.driver.stop(ada);
    await session.settle(5_000);
    session.lose();
    await session.bind(true);
    expect(session.log.of("turn_interrupted")).toMatchObject([{ turn: 1 }]);
  });
});
