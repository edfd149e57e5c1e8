import { randomUUID } from "node:crypto";
import { expect, onTestFinished, test, vi } from "vitest";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import { untrackedUsage, zeroTotals } from "@/lib/domain/sessions/usage";
import { aProject } from "@/lib/testing/db/stored-sessions";
import { testDatabase } from "@/lib/testing/db/test-database";
import { appendEvents, sourceOf } from "./append-events";
import { claimSession, releaseSession, renewLease } from "./claim-session";

const { pool } = testDatabase();

/** Of the only holder; what is left of its lease. */
const secondsLeft = async (): Promise<number> =>
  (await pool.query<{ left: number }>("SELECT extract(epoch FROM lease_until - clock_timestamp())::float8 AS left FROM holder")).rows[0]
    ?.left ?? Number.NaN;
/** As if so many seconds had passed. */
const pass = (seconds: number) => pool.query("UPDATE holder SET lease_until = lease_until - $1 * interval '1 second'", [seconds]);

async function heldFor(seconds: number) {
  const { sessionId, holderId } = await aProject(pool);
  await pool.query("INSERT INTO holder VALUES ($1, 'here', now() + $2 * interval '1 second')", [holderId, seconds]);
  await claimSession(pool, sessionId, holderId);
  return { sessionId, holderId };
}

test("a lease from a clock of the database that was ahead lasts a whole one more from the first who asks, not as long as it was ahead", async () => {
  const { sessionId } = await heldFor(3 * 3_600);
  const other = randomUUID();
  expect(await claimSession(pool, sessionId, other)).toBe("held_elsewhere");
  expect(await secondsLeft()).toBeLessThanOrEqual(15);
  await pass(5);
  // Whoever asks again does not make it longer.
  expect(await claimSession(pool, sessionId, other)).toBe("held_elsewhere");
  expect(await secondsLeft()).toBeLessThanOrEqual(10);
  await pass(10);
  expect(await claimSession(pool, sessionId, other)).toMatchObject({ epoch: 2 });
});

test("a holder that lives keeps its sessions when that clock is put right: it renews its lease in time", async () => {
  const { sessionId, holderId } = await heldFor(3 * 3_600);
  expect(await claimSession(pool, sessionId, randomUUID())).toBe("held_elsewhere");
  await pass(5);
  await renewLease(pool, holderId, "here");
  await pass(14);
  expect(await claimSession(pool, sessionId, randomUUID())).toBe("held_elsewhere");
});

test("asking for a session shortens no lease that is right, and none of a session that nobody holds", async () => {
  const { sessionId } = await heldFor(9);
  await claimSession(pool, sessionId, randomUUID());
  expect(await secondsLeft()).toBeGreaterThan(5);
  expect(await claimSession(pool, randomUUID(), randomUUID())).toBe("gone");
});

const agent = { model: "m", role: "r" };
const costing = (costNano: string) => ({ ...zeroTotals, costNano });
const usage = { ...zeroTotals, provenance: "measured" } as const;
const facts: [string, (costNano: string, personId: number) => EventDraft][] = [
  [
    "a turn's end",
    (nano, personId) => ({
      kind: "usage_reported",
      at: 1,
      turn: null,
      payload: { totals: costing(nano), requestId: null, cancelled: false, pendingWork: false, ends: null, usage, personId, agent },
    }),
  ],
  [
    "what the agent said of itself",
    (nano) => ({ kind: "agent_described", at: 1, turn: null, payload: { ...agent, totals: costing(nano) } }),
  ],
  [
    "what grew elsewhere",
    (nano, personId) => ({
      kind: "outside_usage_found",
      at: 1,
      turn: null,
      payload: { totals: costing(nano), usage, personId, agent },
    }),
  ],
];

test.each(facts)("R9 the newest totals are known to who claims it, also from %s", async (_name, told) => {
  const { sessionId, holderId, personId } = await aProject(pool);
  const append = (drafts: EventDraft[]) =>
    appendEvents(pool, [{ sessionId, epoch: null, items: drafts.map((draft) => ({ draft, source: randomUUID(), sourceSeq: 1 })) }]);
  await append(facts.map(([, one]) => one("1", personId)));
  await append([told("2", personId)]);
  expect(await claimSession(pool, sessionId, holderId)).toMatchObject({ totals: costing("2") });
});

test("R9 who claims it in the middle of a turn knows whether the agent answered and has not told since what that cost", async () => {
  const { sessionId, holderId, by } = await aProject(pool);
  const reply: EventDraft = { kind: "reply_added", at: 1, turn: 1, payload: { content: "Yes." } };
  const cost = facts[0]?.[1]("1", by.personId);
  const sent: EventDraft = {
    kind: "message_sent",
    at: 1,
    turn: 1,
    payload: { messageId: randomUUID(), text: "Go", by, requestId: "r", fromQueue: false },
  };
  const openAfter = async (...drafts: (EventDraft | undefined)[]) => {
    const items = drafts.flatMap((draft) => (draft ? [{ draft, source: randomUUID(), sourceSeq: 1 }] : []));
    await appendEvents(pool, [{ sessionId, epoch: null, items }]);
    const head = await claimSession(pool, sessionId, holderId);
    return typeof head === "string" ? head : head.openTurn;
  };
  expect(await openAfter(sent)).toMatchObject({ no: 1, hasReplied: false });
  expect(await openAfter(reply, { kind: "thought_added", at: 1, turn: 1, payload: { content: "…" } })).toMatchObject({ hasReplied: true });
  expect(await openAfter(cost && ({ ...cost, turn: 1 } as EventDraft))).toMatchObject({ hasReplied: false }); // as: the turn is any draft's
});

test.each([
  ["", "reply_added"],
  [" in which the agent has said nothing", "tool_returned"],
])("to claim it in the middle of a very long turn%s reads little of it", async (_how, kind) => {
  const { sessionId, holderId, by } = await aProject(pool);
  const payload = { messageId: randomUUID(), text: "Go", by, requestId: "r", fromQueue: false };
  const items = [{ draft: { kind: "message_sent", at: 1, turn: 1, payload }, source: randomUUID(), sourceSeq: 1 } as const];
  await appendEvents(pool, [{ sessionId, epoch: null, items }]);
  await pool.query(
    `INSERT INTO event (session_id, seq, at, kind, payload, turn_no, stream, stream_seq)
     SELECT $1, n, now(), CASE n % 10 WHEN 0 THEN $2 ELSE 'tool_called' END, '{}', 1, gen_random_uuid(), n FROM generate_series(2, 20000) n`,
    [sessionId, kind],
  );
  await pool.query("ANALYZE event");
  const client = await pool.connect();
  await client.query("BEGIN");
  const release = vi.spyOn(client, "release").mockImplementation(() => {});
  onTestFinished(async () => {
    release.mockRestore();
    await client.query("ROLLBACK");
    client.release();
  });
  await claimSession({ connect: async () => client } as unknown as typeof pool, sessionId, holderId); // as: all that it asks of a pool
  const read = "SELECT (seq_tup_read + idx_tup_fetch)::int AS rows FROM pg_stat_xact_user_tables WHERE relname = 'event'";
  expect((await client.query<{ rows: number }>(read)).rows[0]?.rows).toBeLessThan(100);
});

test("R8 who claims it in the middle of a turn knows whether the agent's last word in it was an error", async () => {
  const { sessionId, holderId, by } = await aProject(pool);
  const stream = "f6eb1a39b19c4accaceea52d1bdd68c0";
  let sourceSeq = 0;
  const hasFailedAfter = async (draft: EventDraft, source = sourceOf(stream)) => {
    sourceSeq += 1;
    const items = [{ draft, source, sourceSeq }];
    await appendEvents(pool, [{ sessionId, epoch: null, stream: { id: stream, seq: sourceSeq }, items }]);
    const head = await claimSession(pool, sessionId, holderId);
    return typeof head === "string" ? head : head.openTurn?.hasFailed;
  };
  const error = { kind: "error_reported", at: 1, turn: 1, payload: { message: "No.", code: null, requestId: null, ends: null } } as const;
  const payload = { messageId: randomUUID(), text: "Go", by, requestId: "r", fromQueue: false };
  expect(await hasFailedAfter({ kind: "message_sent", at: 1, turn: 1, payload })).toBe(false);
  expect(await hasFailedAfter(error, randomUUID())).toBe(false);
  expect(await hasFailedAfter(error)).toBe(true);
  expect(await hasFailedAfter({ kind: "reply_added", at: 1, turn: 1, payload: { content: "Yes." } })).toBe(false);
});

test("R9 who claims it knows whether a delegated run began whose cost is in no totals yet", async () => {
  const { sessionId, holderId, personId } = await aProject(pool);
  const openAfter = async (...drafts: (EventDraft | undefined)[]) => {
    const items = drafts.flatMap((draft) => (draft ? [{ draft, source: randomUUID(), sourceSeq: 1 }] : []));
    await appendEvents(pool, [{ sessionId, epoch: null, items }]);
    const head = await claimSession(pool, sessionId, holderId);
    return typeof head === "string" ? head : head.hasUnpaidRun;
  };
  const ran = (runId: string, event: Record<string, unknown>): EventDraft => ({
    kind: "run_progressed",
    at: 1,
    turn: null,
    payload: { runId, role: "", runSeq: 1, runKind: String(event.kind), event, costNano: null },
  });
  const cost = facts[0]?.[1]("1", personId);
  const spent = (more: object) => cost && ({ ...cost, payload: { ...cost.payload, ...more } } as EventDraft); // as: of the same kind
  expect(await openAfter(ran("a", { kind: "prompt" }), spent({ pendingWork: true }))).toBe(true);
  expect(await openAfter(ran("a", { kind: "status", status: "done" }))).toBe(true);
  expect(await openAfter(spent({ extra: { text: "\0" } }))).toBe(false);
  expect(await openAfter(ran("b", { kind: "prompt" }))).toBe(true);
  expect(await openAfter(spent({ pendingWork: true, usage: untrackedUsage }))).toBe(false);
  expect(await openAfter(ran("b", { kind: "assistant" }))).toBe(true);
  expect(await openAfter(spent({}))).toBe(false);
  expect(await openAfter(ran("b", { kind: "status", status: "done" }))).toBe(false);
});

test("only questions that nobody has answered are open for who claims it", async () => {
  const { sessionId, holderId, by } = await aProject(pool);
  const asked = (id: string): EventDraft => ({
    kind: "elicitation_asked",
    at: 1,
    turn: null,
    payload: { id, server: "s", toolId: null, mode: "form", message: "?", schema: null, url: null },
  });
  const answered: EventDraft = { kind: "elicitation_answered", at: 1, turn: null, payload: { id: "one", action: "decline", by } };
  const items = [asked("one"), asked("two"), answered].map((draft) => ({ draft, source: randomUUID(), sourceSeq: 1 }));
  await appendEvents(pool, [{ sessionId, epoch: null, items }]);
  const head = await claimSession(pool, sessionId, holderId);
  expect(head).toMatchObject({ openElicitations: [{ payload: { id: "two" } }] });
});

test("R15 who was followed by another lets nothing of theirs go", async () => {
  const { sessionId } = await heldFor(0);
  const other = randomUUID();
  await pool.query("INSERT INTO holder VALUES ($1, 'there', now() + interval '9 seconds')", [other]);
  await claimSession(pool, sessionId, other);
  await releaseSession(pool, sessionId, 1);
  expect(await claimSession(pool, sessionId, randomUUID())).toBe("held_elsewhere");
  await releaseSession(pool, sessionId, 2);
  expect(await claimSession(pool, sessionId, randomUUID())).toMatchObject({ epoch: 3 });
});
