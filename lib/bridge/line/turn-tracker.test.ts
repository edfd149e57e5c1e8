import { describe, expect, test } from "vitest";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import { zeroTotals } from "@/lib/domain/sessions/usage";
import { MemoryLog } from "@/lib/testing/memory-log";
import { replayTrace, traceNames } from "@/lib/testing/replay-trace";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";
import { headOf } from "@/lib/testing/simulation/head-of-log";
import { TurnTracker } from "./turn-tracker";

type Ended = Extract<SessionEvent["payload"], { ends: unknown }>;

/** A session's turns in one line each: what woke it, how it ended, what it cost and how well that is known. */
function turnsOf(events: readonly SessionEvent[]): string[] {
  const lines: string[] = [];
  for (const event of events) {
    if (event.kind === "message_sent" || (event.kind === "message_injected" && event.turn !== null)) {
      lines.push(`${event.turn} ${event.kind === "message_sent" ? "sent" : event.payload.sourceKind}`);
    }
    const ends = "ends" in event.payload ? (event.payload as Ended).ends : null; // as: `in` does not narrow the union of events
    const usage = "usage" in event.payload ? event.payload.usage : null;
    if (ends || usage)
      lines.push(`${event.turn} ${ends ?? "goes on"}${usage ? ` ${usage.provenance} ${usage.costNano} n$ ${usage.tokens} tok` : ""}`);
  }
  return lines;
}

describe("R8 every recorded turn ends exactly once, and R9 its cost is the growth of the totals", () => {
  test.each(traceNames())("%s", (name) => {
    const sessions = replayTrace(name);
    for (const events of sessions.values()) {
      const opened = events.filter((event) => event.kind === "message_sent" || (event.kind === "message_injected" && event.turn !== null));
      const ended = events.filter((event) => "ends" in event.payload && event.payload.ends);
      const turns = ended.map((event) => event.turn);
      expect(new Set(turns).size).toBe(turns.length);
      expect(opened.length - ended.length).toBeLessThanOrEqual(1);
      const shares = events.reduce((sum, event) => sum + BigInt("usage" in event.payload ? (event.payload.usage?.costNano ?? 0) : 0), 0n);
      const costs = events.flatMap((event) => (event.kind === "usage_reported" ? [BigInt(event.payload.totals.costNano)] : []));
      const growth = costs.reduce((sum, cost, index) => sum + (cost > (costs[index - 1] ?? 0n) ? cost - (costs[index - 1] ?? 0n) : 0n), 0n);
      expect(shares).toBe(growth);
    }
  });

  test("each of them as it was", async () => {
    const lines = traceNames().flatMap((name) =>
      [...replayTrace(name)].flatMap(([id, events]) => [`# ${name} · ${id}`, ...turnsOf(events), ""]),
    );
    await expect(lines.join("\n")).toMatchFileSnapshot("../../testing/traces/turns.txt");
  });
});

const agent = { model: "", role: "" };
const trackerOfNothing = (): TurnTracker =>
  new TurnTracker({ turnCount: 0, openTurn: null, hasUnpaidRun: false, totals: zeroTotals, agent, ownerId: 1, isDemo: false });

test("R8 the number of a turn whose message could not be stored is the next one's", () => {
  const tracker = trackerOfNothing();
  const lost = tracker.openOwn("r", 1);
  tracker.forget(lost);
  expect(tracker.lastTurn).toBeNull();
  expect(tracker.openOwn("s", 1)).toBe(lost);
});

test("R8 a turn whose message is not on record yet cannot end", () => {
  const tracker = trackerOfNothing();
  const turn = tracker.openOwn("r", 1);
  expect(tracker.interrupt("The connection was lost.", 1)).toBeNull();
  expect(tracker.awaitsAck).toBe(false);
  tracker.confirm(turn);
  expect(tracker.interrupt("The connection was lost.", 1)).toMatchObject({ turn, payload: { ends: "interrupted" } });
});

test("R8 an error or a cost that comes before the message is on record is none of its turn's", () => {
  const tracker = trackerOfNothing();
  const turn = tracker.openOwn("r", 1);
  const error = { message: "No such thing.", code: null, requestId: null, ends: null };
  expect(tracker.track({ kind: "error_reported", at: 1, turn: null, payload: error }, true).turn).toBeNull();
  const of = { requestId: null, cancelled: false, pendingWork: false, ends: null, usage: null, personId: null, agent: null };
  const cost = { ...of, totals: { ...zeroTotals, costNano: "5" } };
  expect(tracker.track({ kind: "usage_reported", at: 1, turn: null, payload: cost }, false).turn).toBeNull();
  tracker.confirm(turn);
  expect(tracker.openNo).toBe(turn);
});

test("R8 a provider that is busy is no agent that is busy: an injected turn that was stopped ends with its cost", async () => {
  const session = new ScriptedSession();
  await session.bind();
  session.output({ type: "injected", source_kind: "schedule", source_label: "s", content: "wake up" });
  session.driver.stop(ada);
  session.output({ type: "error", message: "Error: the model is busy, try again later" });
  await session.cost(0.002, { requestId: null, cancelled: true });
  expect(session.log.of("turn_interrupted")).toEqual([]);
  expect(session.log.of("usage_reported")[0]).toMatchObject({ turn: 1, payload: { ends: "stopped", usage: { costNano: "2000000" } } });
});

test("R9 totals that began anew while nobody drove the session are what a later start counts from", async () => {
  const log = new MemoryLog();
  const session = new ScriptedSession({ log });
  session.dollars = 5;
  await session.bind();
  session.lose();
  session.dollars = 1;
  await session.bind(true);
  await session.driver.close();
  const next = new ScriptedSession({ log, head: headOf(log.events, log.position) });
  next.dollars = 3;
  await next.bind();
  expect(log.of("outside_usage_found").map(({ payload }) => payload.usage.costNano)).toEqual(["5000000000", "2000000000"]);
});

test("R9 an answer of a provider that reports neither tokens nor a price is unpriced, not free; a turn without one used nothing", () => {
  const tracker = trackerOfNothing();
  const of = { requestId: "r", cancelled: false, pendingWork: false, ends: null, usage: null, personId: null, agent: null };
  const cost = { kind: "usage_reported", at: 1, turn: null, payload: { ...of, totals: zeroTotals } } as const;
  const provenances = [true, false].map((isAnswered) => {
    tracker.confirm(tracker.openOwn("r", 1));
    if (isAnswered) tracker.track({ kind: "reply_added", at: 1, turn: null, payload: { content: "Yes." } }, false);
    const { payload } = tracker.track(cost, false);
    return "usage" in payload && payload.usage?.provenance;
  });
  expect(provenances).toEqual(["unpriced", "measured"]);
});

test("R9 an answer without a price is unpriced also when the server was started again in its turn", async () => {
  const log = new MemoryLog();
  const session = new ScriptedSession({ log });
  await session.bind();
  await session.driver.messages.submit(ada, "m", "Go");
  session.output({ type: "assistant", content: "Yes." });
  const next = new ScriptedSession({ log, head: headOf(log.events, log.position) });
  next.streamSeq = session.streamSeq;
  await next.bind(true, { answerInfo: false });
  next.output({ type: "cost", session_cost: 0, session_tokens: 0, request_id: session.last("message")?.request_id });
  await next.settle();
  expect(log.of("usage_reported")[0]?.payload).toMatchObject({ ends: "answered", usage: { provenance: "unpriced" } });
});

test.each([
  ["failed", ["error"]],
  ["answered", ["error", "assistant"]],
])("R8 a turn that goes on over a restart of the server ends as %s after %j", async (ends, types) => {
  const log = new MemoryLog();
  const session = new ScriptedSession({ log });
  await session.bind();
  await session.driver.messages.submit(ada, "m", "Go");
  for (const type of types) session.output({ type, message: "The model is away.", content: "Yes." });
  const next = new ScriptedSession({ log, head: headOf(log.events, log.position) });
  next.streamSeq = session.streamSeq;
  await next.bind(true, { answerInfo: false });
  await next.cost(0.001, { requestId: session.last("message")?.request_id ?? null });
  expect(log.of("usage_reported")[0]?.payload.ends).toBe(ends);
});

test("R9 an answer without a price is unpriced also when its end was not seen and the totals were asked for", () => {
  const tracker = trackerOfNothing();
  const provenances = [true, false].map((isAnswered) => {
    tracker.confirm(tracker.openOwn("r", 1));
    if (isAnswered) tracker.track({ kind: "reply_added", at: 1, turn: null, payload: { content: "Yes." } }, false);
    return tracker.interrupt("lost", 1, zeroTotals)?.payload.usage.provenance;
  });
  expect(provenances).toEqual(["unpriced", "measured"]);
});

describe("R9 the cost of a delegated run", () => {
  const shares = (log: MemoryLog) =>
    log.events.flatMap(({ kind, payload }) => ("usage" in payload && payload.usage ? [[kind, payload.usage.provenance]] : []));
  const lost = ["outside_usage_found", "untracked"];
  const turn = ["usage_reported", "measured"];

  test("is in the session's totals: counted once, with the turn that tells of the run's end", () => {
    const events = [...replayTrace("tap-run").values()].flat();
    const told = events.flatMap(({ kind, payload }) => (kind === "run_progressed" && payload.costNano ? [payload.costNano] : []));
    expect(told).toEqual(["1500000"]);
    const costs = events.flatMap((event) => (event.kind === "usage_reported" ? [event.payload] : []));
    // Two calls of a model, and then one beside that of the run.
    expect(costs.map(({ usage }) => usage?.costNano)).toEqual(["3000000", "3000000"]);
    expect(costs.at(-1)?.totals.costNano).toBe("6000000");
  });

  async function withRun(given: ConstructorParameters<typeof ScriptedSession>[0] = {}, log = new MemoryLog()) {
    const session = new ScriptedSession({ ...given, log });
    await session.bind();
    await session.driver.messages.submit(ada, "m", "Delegate it");
    const tell = (event: object) => session.reply({ type: "run_event", run_id: "r", role: "tester", seq: 1, event });
    tell({ kind: "usage", cost: 0.5 });
    await session.cost(0.001, { pending_work: true });
    return { session, log, tell };
  }
  const restartAgent = async (session: ScriptedSession) => {
    session.lose();
    session.stream = "1".repeat(32);
    session.streamSeq = 0;
    await session.bind(false);
  };

  test("that is lost with its agent is not known, as is said once", async () => {
    const { session, log } = await withRun();
    await restartAgent(session);
    await restartAgent(session);
    expect(shares(log)).toEqual([turn, lost]);
    expect(log.of("outside_usage_found")[0]).toMatchObject({
      turn: null,
      payload: { totals: log.of("usage_reported")[0]?.payload.totals },
    });
  });

  test.each([true, false])("that is lost with the dashboard is not known, whether it is stopped (%s) or killed", async (isStopped) => {
    const { session, log } = await withRun({ session: { endsWithUs: true } });
    if (isStopped) await session.driver.close();
    for (const _ of [1, 2]) new ScriptedSession({ log, head: headOf(log.events, log.position), session: { endsWithUs: true } });
    expect(shares(log)).toEqual([turn, lost]);
  });

  test("that goes on over a lost connection, or was told of and paid, is not lost", async () => {
    const { session, log, tell } = await withRun();
    session.lose();
    await session.bind(true);
    tell({ kind: "status", status: "running" });
    session.output({ type: "injected", source_kind: "tap_run", source_label: "r", content: "done" });
    await session.cost(0.501, { requestId: null });
    tell({ kind: "status", status: "done" });
    await restartAgent(session);
    expect(shares(log)).toEqual([turn, turn]);
  });

  test("that has ended is lost as well where the agent ends before it tells the totals with it", async () => {
    const { session, log, tell } = await withRun();
    tell({ kind: "status", status: "done" });
    await restartAgent(session);
    expect(shares(log)).toEqual([turn, lost]);
  });

  test("that is lost in a turn is part of what is not known of it", async () => {
    const { session, log } = await withRun();
    await session.driver.messages.submit(ada, "n", "And now?");
    await restartAgent(session);
    expect(shares(log)).toEqual([turn, ["turn_interrupted", "untracked"]]);
  });
});
