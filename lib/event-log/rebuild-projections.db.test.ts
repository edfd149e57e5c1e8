import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import { untrackedUsage, usageSince, zeroTotals } from "@/lib/domain/sessions/usage";
import { aProject } from "@/lib/testing/db/stored-sessions";
import { testDatabase } from "@/lib/testing/db/test-database";
import { patience } from "@/lib/testing/fake-browser";
import { appendEvents } from "./append-events";
import { rebuildProjections } from "./rebuild-projections";

const { pool } = testDatabase();
let project: Awaited<ReturnType<typeof aProject>>;

beforeEach(async () => {
  project = await aProject(pool);
  await pool.query("INSERT INTO person (id, email, name) VALUES ($1, 'next@example.com', 'Next')", [project.personId + 1]);
});

const agent = { model: "m", role: "r" };
const ids = Array.from({ length: 3 }, () => randomUUID());
const messageId = fc.constantFrom(...ids);
const toolId = fc.constantFrom("call_1", "call_2");
const maybeTurn = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null });

/** What an agent and people do, in any order: the read models must make the same of it live and from the log. */
const facts = fc.array(
  fc.record({
    turn: maybeTurn,
    at: fc.integer({ min: 1, max: 10_000 }),
    what: fc.oneof(
      messageId.map((id) => (by: EventBy) => ({
        kind: "message_queued",
        payload: { messageId: id, text: `q ${id}`, by, place: 1.5, reason: null },
      })),
      messageId.map((id) => (by: EventBy) => ({
        kind: "message_sent",
        payload: { messageId: id, text: "s", by, requestId: "r1", fromQueue: true },
      })),
      messageId.map((id) => (by: EventBy) => ({ kind: "message_edited", payload: { messageId: id, text: "edited \0", by } })),
      messageId.map((id) => (by: EventBy) => ({ kind: "message_removed", payload: { messageId: id, by } })),
      fc
        .tuple(messageId, fc.constantFrom("command_asked", "command_sent", "command_dropped"))
        .map(([requestId, kind]) => (by: EventBy) => ({
          kind,
          payload: { requestId, command: "plan", args: [], by, reason: "" },
        })),
      fc.constant((by: EventBy) => ({
        kind: "message_injected",
        payload: { sourceKind: "schedule", sourceLabel: "s", content: "c", personId: by.personId },
      })),
      toolId.map((id) => () => ({ kind: "tool_called", payload: { tool: "view", toolId: id, server: "fs", params: null } })),
      fc.tuple(toolId, fc.boolean()).map(([id, success]) => () => ({
        kind: "tool_returned",
        payload: { tool: "view", toolId: id, server: "fs", content: "", success },
      })),
      fc
        .tuple(fc.constantFrom("answered", "failed", "stopped", null), fc.bigInt({ min: 0n, max: 10n ** 9n }))
        .map(([ends, nano]) => (by: EventBy) => {
          const totals = { ...zeroTotals, costNano: String(nano), tokens: 5 };
          const usage = usageSince(zeroTotals, totals);
          return {
            kind: "usage_reported",
            payload: { totals, requestId: "r1", cancelled: false, pendingWork: false, ends, usage, personId: by.personId, agent },
          };
        }),
      fc.constantFrom("running", "done").map((status) => () => ({
        kind: "run_progressed",
        payload: { runId: "run", role: "r", runSeq: 1, runKind: "status", event: { kind: "status", status }, costNano: "7" },
      })),
      fc.constantFrom("a", "b").map((id) => () => ({
        kind: "elicitation_asked",
        payload: { id, server: "s", toolId: null, mode: "form", message: "?", schema: null, url: null },
      })),
      fc.constantFrom("a", "b").map((id) => (by: EventBy) => ({ kind: "elicitation_answered", payload: { id, action: "accept", by } })),
      messageId.map((id) => (by: EventBy) => ({
        kind: "message_returned",
        payload: { messageId: id, text: "back", by, place: 0, reason: "busy \0", ends: "failed" },
      })),
      fc.tuple(messageId, fc.double({ noNaN: true, noDefaultInfinity: true })).map(([id, place]) => (by: EventBy) => ({
        kind: "message_moved",
        payload: { messageId: id, place, by },
      })),
      fc.constant((by: EventBy) => ({
        kind: "turn_interrupted",
        payload: { reason: "", ends: "interrupted", usage: untrackedUsage, personId: by.personId, agent },
      })),
      fc.constant((by: EventBy) => ({
        kind: "outside_usage_found",
        payload: { totals: zeroTotals, usage: { ...zeroTotals, costNano: "3", provenance: "outside" }, personId: by.personId, agent },
      })),
      fc.string().map((model) => () => ({ kind: "agent_described", payload: { model, role: "r", totals: zeroTotals } })),
      fc.constantFrom("a", "b").map((id) => () => ({ kind: "elicitation_closed", payload: { id, reason: "timeout" } })),
      fc.constant(() => ({ kind: "error_reported", payload: { message: "no", code: null, requestId: "r1", ends: "failed" } })),
      fc.string().map((title) => (by: EventBy) => ({ kind: "session_created", payload: { title, by } })),
      fc.constant((by: EventBy) => ({ kind: "session_archived", payload: { by } })),
      fc.constant((by: EventBy) => ({ kind: "session_restored", payload: { by } })),
      fc.constantFrom("owner", "project").map((mode) => (by: EventBy) => ({ kind: "session_shared", payload: { mode, by } })),
      // To somebody, and to somebody whom this database does not know.
      fc.constantFrom(1, 0, 1_000_000).map((step) => (by: EventBy) => ({
        kind: "session_handed_over",
        payload: { from: by, to: { personId: by.personId + step, name: "Next" }, by },
      })),
      fc.string().map((title) => () => ({ kind: "session_renamed", payload: { title, by: null } })),
      fc.constant(() => ({ kind: "session_kept", payload: { reasons: ["a schedule"] } })),
    ),
  }),
  { maxLength: 40 },
);
const rowsOf = (changed: Record<string, number>) => Object.entries(changed).filter(([, rows]) => rows > 0);
type EventBy = { personId: number; name: string };

describe("R10 rebuilding the projections changes no row", () => {
  test("whatever happened, in whatever batches", { retry: 0 }, async () => {
    await fc.assert(
      fc.asyncProperty(facts, fc.integer({ min: 1, max: 9 }), async (history, batch) => {
        const sessionId = await project.anotherSession();
        const source = randomUUID();
        const items = history.map(({ turn, at, what }, n) => ({
          draft: { ...what(project.by), turn, at } as EventDraft,
          source,
          sourceSeq: n,
        }));
        for (let from = 0; from < items.length; from += batch)
          await appendEvents(pool, [{ sessionId, epoch: null, items: items.slice(from, from + batch) }]);
        const { changed } = await rebuildProjections(pool);
        expect(rowsOf(changed)).toEqual([]);
        await pool.query("TRUNCATE event, turn, tool_call, turn_usage, run, elicitation, queued_message, asked_command, session");
      }),
      { numRuns: 60 },
    );
  });

  test("while sessions are being written: appends wait, and nothing is missing afterwards", async () => {
    const { sessionId, by } = project;
    const turn = (no: number): EventDraft[] => [
      { kind: "message_sent", at: no, turn: no, payload: { messageId: `m${no}`, text: "t", by, requestId: `r${no}`, fromQueue: false } },
      { kind: "tool_called", at: no, turn: no, payload: { tool: "view", toolId: "t", server: "fs", params: {} } },
      {
        kind: "turn_interrupted",
        at: no,
        turn: no,
        payload: { reason: "", ends: "interrupted", usage: untrackedUsage, personId: by.personId, agent },
      },
    ];
    let isWriting = true;
    const write = async (): Promise<void> => {
      for (let no = 1; no <= 30; no += 1) {
        const items = turn(no).map((draft) => ({ draft, source: randomUUID(), sourceSeq: 1 }));
        for (const item of items) await appendEvents(pool, [{ sessionId, epoch: null, items: [item] }]);
      }
      isWriting = false;
    };
    const written = write();
    while (isWriting) expect(rowsOf((await rebuildProjections(pool)).changed)).toEqual([]);
    await written;
    expect(rowsOf((await rebuildProjections(pool)).changed)).toEqual([]);
    expect((await pool.query("SELECT turn_count, unknown_cost_turns, last_seq, state::text FROM session")).rows).toEqual([
      { turn_count: 30, unknown_cost_turns: 30, last_seq: 90, state: "interrupted" },
    ]);
  });

  test("one that is killed in the middle changes nothing, and the next one has all of it", async () => {
    const { sessionId, by } = project;
    const renamed = { draft: { kind: "session_renamed", at: 1, turn: null, payload: { title: "Kept", by } } as EventDraft };
    await appendEvents(pool, [{ sessionId, epoch: null, items: [{ ...renamed, source: randomUUID(), sourceSeq: 1 }] }]);
    // Held where a rebuild has cleared the session and writes it anew.
    const holder = await pool.connect();
    try {
      await holder.query("BEGIN");
      await holder.query("LOCK TABLE event IN ACCESS EXCLUSIVE MODE");
      const rebuilt = rebuildProjections(pool).then(
        () => "rebuilt",
        () => "killed",
      );
      const isHeld = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%FROM event%' AND datname = current_database()`;
      const pid = await vi.waitFor(async () => {
        const { rows } = await pool.query<{ pid: number }>(isHeld);
        expect(rows).toHaveLength(1);
        return rows[0]?.pid;
      }, patience);
      await holder.query("SELECT pg_terminate_backend($1)", [pid]);
      expect(await rebuilt).toBe("killed");
    } finally {
      await holder.query("ROLLBACK");
      holder.release();
    }
    expect((await pool.query("SELECT title FROM session WHERE id = $1", [sessionId])).rows).toEqual([{ title: "Kept" }]);
    expect(rowsOf((await rebuildProjections(pool)).changed)).toEqual([]);
  });

  test("rows that somebody changed by hand are put right and counted", async () => {
    const { sessionId, by } = project;
    const sent: EventDraft = {
      kind: "message_sent",
      at: 5,
      turn: 1,
      payload: { messageId: "m", text: "t", by, requestId: "r", fromQueue: false },
    };
    await appendEvents(pool, [{ sessionId, epoch: null, items: [{ draft: sent, source: randomUUID(), sourceSeq: 1 }] }]);
    await pool.query("UPDATE session SET title = 'forged', cost_nano = 99");
    await pool.query("DELETE FROM turn");
    const { changed } = await rebuildProjections(pool);
    expect(changed).toMatchObject({ session: 2, turn: 1, tool_call: 0 });
    const { rows } = await pool.query("SELECT title, cost_nano::int, state::text FROM session");
    expect(rows).toEqual([{ title: "", cost_nano: 0, state: "running" }]);
  });
});
