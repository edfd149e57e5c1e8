// An event that comes alone is written by a function of its own: it must do what the one for batches does.
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import { aProject } from "@/lib/testing/db/stored-sessions";
import { testDatabase } from "@/lib/testing/db/test-database";
import { type Append, type AppendItem, appendEvents } from "./append-events";
import { readEvents } from "./read-events";

const { pool } = testDatabase();
let project: Awaited<ReturnType<typeof aProject>>;

beforeEach(async () => {
  project = await aProject(pool);
});

const reply = (content: string): EventDraft => ({ kind: "reply_added", at: 1_000, turn: null, payload: { content } });
const fresh = (): AppendItem => ({ draft: reply("by the way"), source: randomUUID(), sourceSeq: 1 });

const [oneSource, otherSource] = [randomUUID(), randomUUID()];
const [oneMessage, otherMessage] = [randomUUID(), randomUUID()];
const drafts = fc.oneof(
  fc.string().map(reply),
  fc.constantFrom<EventDraft>(
    { kind: "session_renamed", at: 2_000, turn: null, payload: { title: "Named", by: null } },
    { kind: "tool_called", at: 3_000, turn: 1, payload: { tool: "view", toolId: "t", server: "core", params: {} } },
    { kind: "session_kept", at: 4_000, turn: null, payload: { reasons: ["a schedule"] } },
  ),
);
const steps = fc.record({
  draft: drafts,
  source: fc.constantFrom(oneSource, otherSource),
  sourceSeq: fc.integer({ min: 1, max: 6 }),
  clientMessageId: fc.constantFrom(undefined, undefined, oneMessage, otherMessage),
  raw: fc.constantFrom(undefined, Buffer.alloc(0), Buffer.from([0xff, 0x00])),
  epoch: fc.constantFrom(null, 0, 0, 1),
  stream: fc.option(fc.record({ id: fc.constantFrom("a", "b"), seq: fc.integer({ min: 1, max: 6 }) }), { nil: undefined }),
});

/** All that is on record of a session, but for its name. */
async function recordOf(sessionId: string) {
  const head = "SELECT title, kept_for, last_seq, stream, stream_seq, state, active_at, epoch FROM session WHERE id = $1";
  const { rows } = await pool.query(head, [sessionId]);
  const events = await pool.query(
    "SELECT seq, at, turn_no, stream, stream_seq, client_message_id, kind, payload, raw FROM event WHERE session_id = $1 ORDER BY seq",
    [sessionId],
  );
  const calls = await pool.query("SELECT turn_no, tool_id, tool, called_seq FROM tool_call WHERE session_id = $1", [sessionId]);
  return { head: { ...rows[0], active_at: null }, events: events.rows, calls: calls.rows };
}

test("alone and in a batch an event gets the same place, and leaves the same on record", { retry: 0 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 12 }), async (given) => {
      const [alone, together, other] = [await project.anotherSession(), await project.anotherSession(), await project.anotherSession()];
      for (const { epoch, stream, ...item } of given) {
        const [one] = await appendEvents(pool, [{ sessionId: alone, epoch, stream, items: [item] }]);
        const batch: Append[] = [
          { sessionId: together, epoch, stream, items: [item] },
          { sessionId: other, epoch: null, items: [fresh()] },
        ];
        expect(one).toEqual((await appendEvents(pool, batch))[0]);
      }
      expect(await recordOf(alone)).toEqual(await recordOf(together));
    }),
    { numRuns: 60 },
  );
});

test("a session that does not exist takes nothing", async () => {
  expect(await appendEvents(pool, [{ sessionId: randomUUID(), epoch: null, items: [fresh()] }])).toEqual([[{ status: "gone" }]]);
});

test("the same event on four connections at once lands once, different ones each have a place", async () => {
  const { sessionId } = project;
  for (let round = 0; round < 20; round += 1) {
    const [same, others] = [fresh(), Array.from({ length: 4 }, fresh)];
    const appended = [same, same, same, same, ...others].map((item) => appendEvents(pool, [{ sessionId, epoch: null, items: [item] }]));
    const placed = (await Promise.all(appended)).flat(2);
    expect(placed.filter(({ status }) => status === "stored")).toHaveLength(5);
  }
  const seqs = (await readEvents(pool, sessionId, { after: 0 })).map(({ seq }) => seq);
  expect(seqs).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
});
