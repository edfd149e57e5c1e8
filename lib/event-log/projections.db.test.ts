import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import type { EventDraft, EventKind, EventPayload } from "@/lib/domain/sessions/session-event";
import type { TurnOutcome } from "@/lib/domain/sessions/turn-outcomes";
import { type Provenance, untrackedUsage, zeroTotals } from "@/lib/domain/sessions/usage";
import { aProject } from "@/lib/testing/db/stored-sessions";
import { testDatabase } from "@/lib/testing/db/test-database";
import { appendEvents } from "./append-events";

const { pool } = testDatabase();
let project: Awaited<ReturnType<typeof aProject>>;
let by: { personId: number; name: string };
let at = 0;

beforeEach(async () => {
  project = await aProject(pool);
  by = project.by;
  at = 0;
});

const agent = { model: "m", role: "r" };
const one = randomUUID();
const two = randomUUID();

const fact = <K extends EventKind>(kind: K, turn: number | null, payload: EventPayload<K>): EventDraft =>
  ({ kind, turn, payload, at: ++at * 1_000 }) as EventDraft; // as: kind and payload are paired by the signature

const sent = (turn: number, messageId: string = randomUUID(), fromQueue = false) =>
  fact("message_sent", turn, { messageId, text: "go", by, requestId: `r${turn}`, fromQueue });
const cost = (turn: number | null, ends: TurnOutcome | null, nano: number, provenance: Provenance = "measured") =>
  fact("usage_reported", turn, {
    totals: zeroTotals,
    requestId: null,
    cancelled: false,
    pendingWork: false,
    ends,
    usage: ends && { ...zeroTotals, costNano: String(nano), tokens: 10, provenance },
    personId: ends && by.personId,
    agent: ends && agent,
  });
const failed = (turn: number) => fact("error_reported", turn, { message: "no", code: null, requestId: null, ends: "failed" });
const interrupted = (turn: number) =>
  fact("turn_interrupted", turn, { reason: "restart", ends: "interrupted", usage: untrackedUsage, personId: by.personId, agent });
const injected = (turn: number) =>
  fact("message_injected", turn, { sourceKind: "schedule", sourceLabel: "nightly", content: "c", personId: by.personId });
const asked = (turn: number | null, id: string) =>
  fact("elicitation_asked", turn, { id, server: "s", toolId: null, mode: "form", message: "?", schema: null, url: null });
const answered = (id: string) => fact("elicitation_answered", null, { id, action: "accept", by });
const queued = (messageId: string, place: number) => fact("message_queued", null, { messageId, text: "later", by, place, reason: null });
const ran = (event: Record<string, unknown>, costNano: string | null = null) =>
  fact("run_progressed", 1, { runId: "run", role: "reviewer", runSeq: 1, runKind: String(event.kind), event, costNano });

async function given(...drafts: EventDraft[]): Promise<void> {
  const source = randomUUID();
  await appendEvents(pool, [
    { sessionId: project.sessionId, epoch: null, items: drafts.map((draft, n) => ({ draft, source, sourceSeq: n })) },
  ]);
}
const rows = async (text: string) => (await pool.query(text)).rows;
const session = async (columns: string) => (await rows(`SELECT ${columns} FROM session`))[0];

describe("R8 a turn ends exactly once", () => {
  test.each([
    ["answered", () => cost(1, "answered", 5)],
    ["stopped", () => cost(1, "stopped", 5)],
    ["failed", () => failed(1)],
    ["interrupted", () => interrupted(1)],
  ] as const)("%s, and stays so whatever comes later", async (state, end) => {
    await given(sent(1), end(), interrupted(1), failed(1), cost(1, "answered", 7));
    expect(await rows("SELECT no, state, cause, person_id, request_id, opened_seq, closed_seq FROM turn")).toEqual([
      { no: 1, state, cause: "person", person_id: by.personId, request_id: "r1", opened_seq: 1, closed_seq: 2 },
    ]);
    expect(await session("state, open_turn, turn_count")).toEqual({ state, open_turn: null, turn_count: 1 });
  });

  test("the same turn is opened once, and an end without a turn ends nothing", async () => {
    await given(cost(1, "answered", 1), sent(1), injected(1));
    expect(await rows("SELECT state, cause, opened_seq FROM turn")).toEqual([{ state: "open", cause: "person", opened_seq: 2 }]);
  });

  test("a cost in the middle of a turn ends nothing and enters no ledger", async () => {
    await given(sent(1), cost(1, null, 0));
    expect(await session("state::text, open_turn")).toEqual({ state: "running", open_turn: 1 });
    expect(await rows("SELECT 1 FROM turn_usage")).toEqual([]);
  });

  test("R14 what nobody started has its own cause and owner", async () => {
    await given(sent(1), cost(1, "answered", 1), injected(2), cost(2, "answered", 1));
    expect(await rows("SELECT no, cause, person_id FROM turn ORDER BY no")).toEqual([
      { no: 1, cause: "person", person_id: by.personId },
      { no: 2, cause: "schedule", person_id: by.personId },
    ]);
    expect(await rows("SELECT cause FROM turn_usage ORDER BY seq")).toEqual([{ cause: "person" }, { cause: "schedule" }]);
  });
});

describe("the state of a session", () => {
  test("idle, running, waiting while any question is open, running again, and how the last turn ended", async () => {
    const states: unknown[] = [(await session("state"))?.state];
    for (const draft of [sent(1), asked(1, "a"), asked(1, "b"), answered("a"), answered("b"), cost(1, "answered", 1), sent(2), failed(2)]) {
      await given(draft);
      states.push((await session("state"))?.state);
    }
    expect(states).toEqual(["idle", "running", "waiting", "waiting", "waiting", "running", "answered", "running", "failed"]);
  });

  test("a question that is open when its turn ends is gone; one outside a turn does not make the session wait", async () => {
    await given(sent(1), asked(1, "a"), cost(1, "stopped", 1), asked(null, "b"));
    expect(await rows("SELECT id, closed_seq, action, answered_by FROM elicitation ORDER BY id")).toEqual([
      { id: "a", closed_seq: 3, action: "gone", answered_by: null },
      { id: "b", closed_seq: null, action: null, answered_by: null },
    ]);
    expect((await session("state"))?.state).toBe("stopped");
  });

  test("the first answer counts", async () => {
    const late = fact("elicitation_closed", null, { id: "a", reason: "timeout" });
    await given(sent(1), asked(1, "a"), answered("a"), late);
    expect(await rows("SELECT closed_seq, action, answered_by FROM elicitation")).toEqual([
      { closed_seq: 3, action: "accept", answered_by: by.personId },
    ]);
  });

  test("a question that is asked anew, as after an answer that was lost, is open again", async () => {
    await given(sent(1), asked(1, "a"), answered("a"), asked(1, "a"));
    expect(await rows("SELECT asked_seq, closed_seq, action, answered_by FROM elicitation")).toEqual([
      { asked_seq: 4, closed_seq: null, action: null, answered_by: null },
    ]);
    expect((await session("state"))?.state).toBe("waiting");
  });

  test("title, archive, agent, reasons to go on, and when it was last active", async () => {
    await given(
      fact("session_created", null, { title: "first", by }),
      fact("session_renamed", null, { title: "second", by }),
      fact("session_archived", null, { by }),
      fact("agent_described", null, { model: "big", role: "developer", totals: zeroTotals }),
      fact("session_kept", null, { reasons: ["schedule"] }),
    );
    expect(await session("title, model, role, kept_for, archived_at, active_at")).toEqual({
      title: "second",
      model: "big",
      role: "developer",
      kept_for: ["schedule"],
      archived_at: new Date(3_000),
      active_at: new Date(1_000),
    });
    await given(fact("session_restored", null, { by }), sent(1));
    expect(await session("archived_at, active_at")).toEqual({ archived_at: null, active_at: new Date(7_000) });
  });
});

describe("R9 the ledger", () => {
  test("adds up to the session's cost; what is not known is counted beside it, never as nothing", async () => {
    await given(
      ...[sent(1), cost(1, "answered", 1_000_000_001), sent(2), cost(2, "answered", 0, "unpriced"), sent(3), interrupted(3)],
      ...[sent(4), cost(4, "stopped", 7), sent(5), cost(5, "answered", 0)],
      fact("outside_usage_found", null, {
        totals: zeroTotals,
        usage: { ...zeroTotals, costNano: "5", tokens: 3, provenance: "outside" },
        personId: by.personId,
        agent,
      }),
    );
    expect(await session("cost_nano::text, unknown_cost_turns, tokens::int")).toEqual({
      cost_nano: "1000000013",
      unknown_cost_turns: 2,
      tokens: 43,
    });
    expect(await rows("SELECT sum(nano)::text AS nano, sum(tokens)::int AS tokens, count(*)::int AS n FROM turn_usage")).toEqual([
      { nano: "1000000013", tokens: 43, n: 6 },
    ]);
    expect(await rows("SELECT turn_no, cause, outcome, provenance, project_id, model FROM turn_usage ORDER BY seq OFFSET 4")).toEqual([
      { turn_no: 5, cause: "person", outcome: "answered", provenance: "measured", project_id: project.projectId, model: "m" },
      { turn_no: null, cause: "none", outcome: null, provenance: "outside", project_id: project.projectId, model: "m" },
    ]);
  });

  test("the same event again adds nothing", async () => {
    const item = { draft: cost(1, "answered", 9), source: randomUUID(), sourceSeq: 1 };
    const append = { sessionId: project.sessionId, epoch: null, items: [item] };
    await appendEvents(pool, [append]);
    await appendEvents(pool, [append]);
    expect(await session("cost_nano::int")).toEqual({ cost_nano: 9 });
  });
});

describe("R6 the queue", () => {
  const queue = () => rows("SELECT message_id AS id, place, content, reason FROM queued_message ORDER BY place");

  test("is what was queued and neither sent nor removed, in the order of its places", async () => {
    const three = randomUUID();
    await given(queued(one, 1), queued(two, 2), queued(three, 3));
    await given(
      fact("message_moved", null, { messageId: three, place: 0.5, by }),
      fact("message_edited", null, { messageId: two, text: "new \0", by }),
    );
    expect(await queue()).toEqual([
      { id: three, place: 0.5, content: "later", reason: null },
      { id: one, place: 1, content: "later", reason: null },
      { id: two, place: 2, content: "new \0", reason: null },
    ]);
    await given(sent(1, three, true), fact("message_removed", null, { messageId: two, by }));
    expect((await queue()).map(({ id }) => id)).toEqual([one]);
  });

  test("a message that was not taken is at its head again, and its turn has failed", async () => {
    await given(queued(one, 1), queued(two, 2), sent(1, one, true));
    await given(fact("message_returned", 1, { messageId: one, text: "later", by, place: 0, reason: "busy", ends: "failed" }));
    expect((await queue()).map(({ id, reason }) => [id, reason])).toEqual([
      [one, "busy"],
      [two, null],
    ]);
    expect(await session("state::text, open_turn")).toEqual({ state: "failed", open_turn: null });
  });
});

describe("work", () => {
  const called = (turn: number | null) => fact("tool_called", turn, { tool: "view", toolId: "t", server: "fs", params: {} });
  const returned = (turn: number | null, success: boolean) =>
    fact("tool_returned", turn, { tool: "view", toolId: "t", server: "fs", content: "", success });

  test("a tool call is one row a turn and id, whichever half came first, and its first result counts", async () => {
    await given(called(1), returned(1, false), returned(1, true), returned(2, true), called(2), called(null));
    expect(await rows("SELECT turn_no, called_seq, returned_seq, ok FROM tool_call ORDER BY turn_no")).toEqual([
      { turn_no: 0, called_seq: 6, returned_seq: null, ok: null },
      { turn_no: 1, called_seq: 1, returned_seq: 2, ok: false },
      { turn_no: 2, called_seq: 5, returned_seq: 4, ok: true },
    ]);
  });

  test("a run keeps its last status and its end; what else it does writes no row", async () => {
    const versions = () => rows("SELECT ctid::text FROM run");
    await given(ran({ kind: "prompt" }));
    const begun = await versions();
    await given(ran({ kind: "usage" }, "3"), ran({ kind: "usage" }, "4"));
    expect(await versions()).toEqual(begun);
    await given(ran({ kind: "status", status: "done" }), ran({ kind: "usage" }, "5"));
    expect(await rows("SELECT run_id, role, status, opened_seq, closed_seq FROM run")).toEqual([
      { run_id: "run", role: "reviewer", status: "done", opened_seq: 1, closed_seq: 4 },
    ]);
  });
});
