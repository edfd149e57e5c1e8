import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";

async function bound(given: ConstructorParameters<typeof ScriptedSession>[0] = {}): Promise<ScriptedSession> {
  const session = new ScriptedSession(given);
  await session.bind();
  return session;
}

const send = (session: ScriptedSession, text: string, id = randomUUID()) => session.driver.messages.submit(ada, id, text);
const kinds = (session: ScriptedSession) => session.log.events.map((event) => event.kind);
const messages = (session: ScriptedSession) => session.sent.flatMap((frame) => (frame.type === "message" ? [frame.content] : []));

describe("R8b after a reconnect every frame the server holds is on record once, and what it lost is one gap", () => {
  test("resumed: frames come again byte for byte and land once", async () => {
    const session = await bound();
    await send(session, "hello");
    const seen = session.output({ type: "thinking", content: "hm" });
    session.lose();
    await session.bind(true, { answerInfo: false });
    session.receive(seen);
    await session.cost(0.001);
    expect(session.log.of("thought_added")).toHaveLength(1);
    expect(session.log.of("frames_missed")).toEqual([]);
    expect(session.log.of("usage_reported")[0]?.payload.ends).toBe("answered");
    expect(kinds(session)).toContain("upstream_lost");
  });

  test("the same stream, no longer held: the gap has its number, and the turn that ended meanwhile its cost", async () => {
    const session = await bound();
    await send(session, "hello");
    session.lose();
    session.streamSeq += 5;
    session.dollars = 0.5;
    session.tokens = 100;
    await session.bind(false);
    expect(session.log.of("frames_missed")[0]).toMatchObject({ turn: 1, payload: { count: 5 } });
    expect(session.log.of("turn_interrupted")[0]?.payload.usage).toMatchObject({ costNano: "500000000", provenance: "measured" });
    // Whoever goes on from the log must not count it once more.
    expect(session.log.of("agent_described").at(-1)?.payload.totals.costNano).toBe("500000000");
  });

  test("the same stream, no longer held, and still busy: the turn goes on", async () => {
    const session = await bound();
    await send(session, "hello");
    session.lose();
    session.streamSeq += 5;
    await session.bind(false, { answerInfo: false });
    session.reply({
      type: "error",
      message: "Session 's' is busy processing another request.",
      request_id: session.last("command")?.request_id,
    });
    await session.cost(0.001);
    expect(session.log.of("usage_reported")[0]).toMatchObject({ turn: 1, payload: { ends: "answered" } });
    expect(session.log.of("turn_interrupted")).toEqual([]);
  });

  test("a first bind that nobody remembers: the stream is under way, and is asked for from its beginning", async () => {
    const session = new ScriptedSession();
    session.streamSeq = 2;
    const asked: unknown[] = [];
    await session.bindOnly((place) => {
      asked.push(place);
      return place !== null;
    });
    expect(asked).toEqual([null, { stream: session.stream, after: 0 }]);
    for (const seq of [1, 2]) session.receive(JSON.stringify({ type: "thinking", content: `${seq}`, session_id: "s", stream_seq: seq }));
    await session.settle();
    expect(session.log.of("thought_added").map(({ payload }) => payload.content)).toEqual(["1", "2"]);
    expect(session.log.of("upstream_bound")).toHaveLength(2);
    expect(session.log.of("frames_missed")).toEqual([]);
    expect(session.log.position).toEqual({ id: session.stream, seq: 2 });
  });

  test("the agent closed the session and loaded it anew under us: the numbering starts again, and nothing is taken for a repetition", async () => {
    const session = await bound();
    await send(session, "hello");
    await session.cost(0.001);
    await send(session, "after it was closed elsewhere");
    session.streamSeq = 0;
    session.output({ type: "assistant", content: "loaded again" });
    await session.cost(0.002);
    expect(session.log.of("reply_added")).toHaveLength(1);
    expect(session.log.of("usage_reported").map(({ turn, payload }) => [turn, payload.ends])).toEqual([
      [1, "answered"],
      [2, "answered"],
    ]);
    expect(session.log.of("frames_missed")).toEqual([]);
  });

  test("a gap is on record with the place behind it: whoever goes on from the log finds it only once", async () => {
    const session = await bound();
    session.lose();
    session.streamSeq += 5;
    await session.bind(false, { answerInfo: false });
    expect(session.log.position).toEqual({ id: session.stream, seq: session.streamSeq });
  });

  test("whether the turn ended in the gap is still asked after another loss, when the agent was busy with its own", async () => {
    const session = await bound();
    await send(session, "hello");
    session.reply({ type: "ack", message_type: "message", status: "received", request_id: session.last("message")?.request_id });
    session.lose();
    session.streamSeq += 2;
    await session.bind(false, { answerInfo: false });
    session.reply({ type: "error", message: "Session 's' is busy.", request_id: session.last("command")?.request_id });
    session.lose();
    await session.bind(true);
    expect(session.log.of("turn_interrupted")).toMatchObject([{ turn: 1 }]);
  });

  test("a jump in the numbering is a gap with its number", async () => {
    const session = await bound();
    session.streamSeq += 3;
    session.output({ type: "assistant", content: "late" });
    expect(session.log.of("frames_missed")[0]?.payload.count).toBe(3);
  });
});

describe("a message that was on its way when the connection was lost", () => {
  const taken = (session: ScriptedSession) =>
    session.reply({ type: "ack", message_type: "message", status: "received", request_id: session.last("message")?.request_id });

  test("and never arrived: the agent is asked, it is the next one again, and nothing waits for ever", async () => {
    const session = await bound();
    await send(session, "hello");
    session.lose();
    await session.bind(true);
    expect(session.log.of("message_returned")[0]).toMatchObject({ turn: 1, payload: { text: "hello", ends: "failed" } });
    await session.settle(2_000);
    expect(messages(session)).toEqual(["hello", "hello"]);
    await session.cost(0.001);
    expect(session.log.of("usage_reported")[0]).toMatchObject({ turn: 2, payload: { ends: "answered" } });
  });

  test("and arrived: the agent is still busy with it, so its turn goes on, without a word about our asking", async () => {
    const session = await bound();
    await send(session, "hello");
    session.lose();
    await session.bind(true, { answerInfo: false });
    session.reply({ type: "error", message: "Session 's' is busy.", request_id: session.last("command")?.request_id });
    await session.cost(0.001);
    expect(session.log.of("error_reported")[0]?.payload.own).toBe(true);
    expect(session.log.of("usage_reported")[0]).toMatchObject({ turn: 1, payload: { ends: "answered" } });
    expect(session.log.of("message_returned")).toEqual([]);
  });

  test("is not asked about once the agent has said that it took it", async () => {
    const session = await bound();
    await send(session, "hello");
    taken(session);
    session.lose();
    const before = session.sent.length;
    await session.bind(true, { answerInfo: false });
    expect(session.sent.slice(before)).toEqual([]);
  });

  test("while the agent ran a turn of its own: it is asked again when that one ends", async () => {
    const session = await bound();
    await send(session, "hello");
    session.output({ type: "injected", source_kind: "schedule", source_label: "s", content: "wake up" });
    session.lose();
    await session.bind(true, { answerInfo: false });
    session.reply({ type: "error", message: "Session 's' is busy.", request_id: session.last("command")?.request_id });
    await session.cost(0.001, { requestId: null });
    await session.answerInfo();
    expect(session.log.of("message_returned")[0]).toMatchObject({ turn: 1, payload: { text: "hello" } });
  });

  test("before a restart of ours: what no longer runs is interrupted", async () => {
    const openTurn = { no: 1, requestId: "r", personId: 7, hasReplied: false, hasFailed: false };
    const session = new ScriptedSession({ head: { turnCount: 1, openTurn, stream: "f6eb1a39b19c4accaceea52d1bdd68c0", streamSeq: 0 } });
    await session.bind(true);
    expect(session.log.of("turn_interrupted")).toMatchObject([{ turn: 1 }]);
  });
});

describe("R14 what no message of ours caused", () => {
  test("an injected turn ends at the cost without a request id, and its cost is the owner's", async () => {
    const session = await bound();
    session.output({ type: "injected", source_kind: "schedule", source_label: "schedule 1", content: "wake up" });
    await session.cost(0.003, { requestId: null });
    expect(session.log.of("usage_reported")[0]).toMatchObject({
      turn: 1,
      payload: { ends: "answered", personId: 7, usage: { costNano: "3000000" } },
    });
  });

  test("one that runs ahead of our message is part of our turn, and ends nothing", async () => {
    const session = await bound();
    await send(session, "hello");
    session.output({ type: "injected", source_kind: "monitor", source_label: "m", content: "tick" });
    await session.cost(0.003, { requestId: null });
    await session.cost(0.001);
    expect(session.log.of("usage_reported").map(({ turn, payload }) => [turn, payload.ends, payload.usage?.costNano])).toEqual([
      [1, null, "3000000"],
      [1, "answered", "1000000"],
    ]);
  });

  test("totals that grew while nobody here drove it are outside", async () => {
    const session = await bound();
    session.lose();
    session.dollars = 1.25;
    session.tokens = 50;
    await session.bind(true);
    expect(session.log.of("outside_usage_found")[0]?.payload.usage).toMatchObject({ costNano: "1250000000", provenance: "outside" });
    await send(session, "hello");
    await session.cost(0.001);
    expect(session.log.of("usage_reported")[0]?.payload.usage?.costNano).toBe("1000000");
  });
});

describe("R13 nothing that the agent sends is lost or stops the session", () => {
  test.each([
    ["not JSON", "hello {", "frame_unparsed"],
    ["no object", "[1]", "frame_unparsed"],
    ["no type", '{"session_id":"s"}', "frame_unparsed"],
    ["an unknown type", '{"type":"poem","verse":1}', "frame_unrecognized"],
    ["above 16 MiB", JSON.stringify({ type: "assistant", content: "x".repeat(16 * 1024 * 1024) }), "frame_cut"],
  ])("%s", async (_name, text, kind) => {
    const session = await bound();
    session.receive(text);
    expect(session.log.events.at(-1)?.kind).toBe(kind);
    await send(session, "still there?");
    await session.cost(0.001);
    expect(session.log.of("usage_reported")[0]?.payload.ends).toBe("answered");
  });
});

test("a turn whose agent ends with us is interrupted when we stop, and at the next start", async () => {
  const session = await bound({ session: { endsWithUs: true } });
  await send(session, "hello");
  await session.driver.close();
  expect(session.log.of("turn_interrupted")[0]?.payload.reason).toMatch(/stopped/);
  const openTurn = { no: 1, requestId: "old", personId: 7, hasReplied: false, hasFailed: false };
  const next = new ScriptedSession({ head: { turnCount: 1, openTurn }, session: { endsWithUs: true } });
  expect(next.log.of("turn_interrupted")[0]).toMatchObject({ turn: 1, payload: { reason: expect.stringMatching(/restarted/) } });
});

test("a turn on an agent that survived us goes on and ends as it really ended", async () => {
  const openTurn = { no: 1, requestId: "old", personId: 7, hasReplied: false, hasFailed: false };
  const session = new ScriptedSession({ head: { turnCount: 1, openTurn, stream: "f6eb1a39b19c4accaceea52d1bdd68c0", streamSeq: 0 } });
  await session.bind(true, { answerInfo: false });
  session.output({ type: "assistant", content: "done" });
  await session.cost(0.001, { requestId: "old" });
  expect(session.log.of("usage_reported")[0]).toMatchObject({ turn: 1, payload: { ends: "answered" } });
});
