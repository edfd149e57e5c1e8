import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import { turnPageSchema } from "@/lib/domain/sessions/turn-outline";
import { type Usage, untrackedUsage, zeroTotals } from "@/lib/domain/sessions/usage";
import type { Viewer } from "@/lib/domain/viewer";
import { appendEvents } from "@/lib/event-log/append-events";
import { signedInAs, storeProject } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { refusalOf } from "@/lib/testing/refusal-of";
import { createSession } from "./create-session";
import { listTurnEvents } from "./list-turn-events";
import { listTurns } from "./list-turns";

const { pool } = testDatabase();
let ada: Viewer;
let sessionId: string;
let projectId: number;

beforeEach(async () => {
  projectId = await storeProject("Billing");
  ada = await signedInAs("Ada", projectId, "developer");
  sessionId = (await createSession(ada, { projectId, title: "First" })).id;
});

const fact = (kind: string, turn: number | null, at: number, payload: object): EventDraft => ({ kind, turn, at, payload }) as EventDraft; // as: spelled below
const sent = (turn: number, text: string, at = turn * 10_000) =>
  fact("message_sent", turn, at, {
    messageId: randomUUID(),
    text,
    by: { personId: ada.personId, name: "Ada" },
    requestId: `r${turn}`,
    fromQueue: false,
  });
const call = (turn: number, toolId: string, tool: string, params: unknown, success: boolean | null) => [
  fact("tool_called", turn, turn * 10_000 + 1, { toolId, tool, server: "filesystem", params }),
  ...(success === null
    ? []
    : [fact("tool_returned", turn, turn * 10_000 + 2, { toolId, tool, server: "filesystem", content: "x", success })]),
];
const ended = (turn: number, usage: Partial<Usage>, at = turn * 10_000 + 2_500) =>
  fact("usage_reported", turn, at, {
    totals: zeroTotals,
    requestId: `r${turn}`,
    cancelled: false,
    pendingWork: false,
    ends: "answered",
    usage: { ...zeroTotals, provenance: "measured", ...usage },
    personId: ada.personId,
    agent: { model: "m", role: "r" },
  });

async function given(drafts: EventDraft[], raw?: Buffer): Promise<void> {
  const source = randomUUID();
  await appendEvents(pool, [{ sessionId, epoch: null, items: drafts.map((draft, n) => ({ draft, source, sourceSeq: n, raw })) }]);
}

test("a turn is told in a line: who, what for, how it went, what it cost", async () => {
  await given([
    sent(1, "Fix \u0000 the\n\ncart"),
    ...call(1, "a", "view", { path: "." }, true),
    ...call(1, "b", "text_editor", { command: "str_replace", new_text: '"rewrite": "x"' }, true),
    ...call(1, "c", "text_editor", { command: "create" }, false),
    ...call(1, "d", "ast_grep", { pattern: '"rewrite": "no"' }, true),
    ...call(1, "e", "ast_grep", { pattern: "a", rewrite: "b" }, true),
    ...call(1, "f", "batch_edit", {}, null),
    ended(1, { costNano: "12000", tokens: 3 }),
    fact("message_injected", 2, 20_000, { sourceKind: "monitor", sourceLabel: "logs", content: "it is red", personId: ada.personId }),
    fact("error_reported", 2, 20_500, { message: "no", code: null, requestId: null, ends: "failed" }),
    sent(3, "And now?"),
    ...call(3, "a", "view", {}, null),
  ]);
  const page = await listTurns(ada, sessionId);
  expect(turnPageSchema.parse(page)).toEqual(page);
  expect(page.turns).toEqual([
    {
      no: 3,
      seq: 17,
      endSeq: null,
      cause: "person",
      who: "Ada",
      opening: "And now?",
      state: "open",
      startedAt: 30_000,
      durationMs: null,
      tools: 1,
      failures: 0,
      edits: 0,
      cost: null,
    },
    {
      no: 2,
      seq: 15,
      endSeq: 16,
      cause: "monitor",
      who: "Ada",
      opening: "it is red",
      state: "failed",
      startedAt: 20_000,
      durationMs: 500,
      tools: 0,
      failures: 0,
      edits: 0,
      cost: null,
    },
    {
      no: 1,
      seq: 2,
      endSeq: 14,
      cause: "person",
      who: "Ada",
      opening: "Fix \u0000 the cart",
      state: "answered",
      startedAt: 10_000,
      durationMs: 2_500,
      tools: 6,
      failures: 1,
      edits: 2,
      cost: { nano: "12000", provenance: "measured" },
    },
  ]);
  expect(page).toMatchObject({ next: null, total: 3, failed: 2 });
});

test("pages follow each other without a hole or a repeat, and only the newest has the curve", async () => {
  await given([1, 2, 3, 4, 5].flatMap((no) => [sent(no, `m${no}`), ended(no, { costNano: "1" })]));
  const seen: number[] = [];
  let before: number | undefined;
  do {
    const page = await listTurns(ada, sessionId, before ? { before } : {}, { pageSize: 2 });
    seen.push(...page.turns.map(({ no }) => no));
    expect(page.curve === null).toBe(before !== undefined);
    expect(page.failed).toBe(before === undefined ? 0 : null);
    expect(page.total).toBe(5);
    before = page.next ?? undefined;
  } while (before);
  expect(seen).toEqual([5, 4, 3, 2, 1]);
});

test("the curve ends at the session's cost, also with outside growth, and counts what nobody knows", async () => {
  await given([
    sent(1, "a"),
    ended(1, { costNano: "100" }),
    sent(2, "b"),
    fact("turn_interrupted", 2, 21_000, {
      reason: "restart",
      ends: "interrupted",
      usage: untrackedUsage,
      personId: ada.personId,
      agent: { model: "m", role: "r" },
    }),
    fact("outside_usage_found", null, 22_000, {
      totals: zeroTotals,
      usage: { ...zeroTotals, costNano: "7", provenance: "outside" },
      personId: ada.personId,
      agent: { model: "m", role: "r" },
    }),
    sent(3, "c"),
    ended(3, { costNano: "9000000000000000" }),
  ]);
  expect((await listTurns(ada, sessionId)).curve).toEqual([
    { turn: 1, nano: "100", unknown: 0 },
    { turn: 2, nano: "100", unknown: 1 },
    { turn: 0, nano: "107", unknown: 0 },
    { turn: 3, nano: "9000000000000107", unknown: 0 },
  ]);
  expect((await listTurns(ada, sessionId, {}, { points: 2 })).curve).toEqual([
    { turn: 2, nano: "100", unknown: 1 },
    { turn: 3, nano: "9000000000000107", unknown: 0 },
  ]);
  expect((await listTurns(ada, sessionId)).turns.map(({ cost }) => cost?.provenance)).toEqual(["measured", "untracked", "measured"]);
});

test("10,000 turns are read a page at a time, by keys", async () => {
  await pool.query(
    `INSERT INTO turn (session_id, no, state, cause, person_id, opened_seq, opened_at, closed_seq, closed_at)
     SELECT $1, n, 'answered', 'person', $2, 2 * n, now(), 2 * n + 1, now() FROM generate_series(1, 10000) n`,
    [sessionId, ada.personId],
  );
  await pool.query(
    `INSERT INTO turn_usage (session_id, seq, at, turn_no, project_id, person_id, model, role, cause, provenance, nano)
     SELECT $1, 2 * n + 1, now(), n, (SELECT project_id FROM session WHERE id = $1), $2, '', '', 'person', 'measured', 2 FROM generate_series(1, 10000) n`,
    [sessionId, ada.personId],
  );
  const page = await listTurns(ada, sessionId, { before: 5_001 });
  expect(page.turns).toHaveLength(500);
  expect(page.turns[0]).toMatchObject({ no: 5_000, cost: { nano: "2" }, opening: "" });
  expect(page.next).toBe(4_501);
  const newest = await listTurns(ada, sessionId);
  expect(newest.curve).toHaveLength(60);
  expect(newest.curve?.at(-1)).toEqual({ turn: 10_000, nano: "20000", unknown: 0 });
});

test("the events of a turn are those from its opening to its end, in pages; of one that runs, to the end of the log", async () => {
  await given([
    sent(1, "a"),
    fact("upstream_lost", null, 10_100, { code: 1006, reason: "x" }),
    ended(1, {}),
    fact("notice_reported", null, 19_000, { message: "between" }),
    sent(2, "b"),
  ]);
  await given([fact("reply_added", 2, 20_100, { content: "hello" })], Buffer.from("twelve bytes"));
  const first = await listTurnEvents(ada, sessionId, { no: 1 });
  expect(first.events.map(({ seq, turn, kind }) => [seq, turn, kind])).toEqual([
    [2, 1, "message_sent"],
    [3, null, "upstream_lost"],
    [4, 1, "usage_reported"],
  ]);
  expect(first.events[1]).toMatchObject({ at: 10_100, bytes: JSON.stringify({ code: 1006, reason: "x" }).length });
  expect(first.next).toBeNull();
  const part = await listTurnEvents(ada, sessionId, { no: 1 }, { pageSize: 2 });
  expect(part.next).toBe(3);
  expect(await listTurnEvents(ada, sessionId, { no: 1, after: 3 }, { pageSize: 2 })).toEqual({ events: first.events.slice(2), next: null });
  expect(await listTurnEvents(await signedInAs("Rev", projectId, "reviewer"), sessionId, { no: 1 })).toEqual(first);
  const second = await listTurnEvents(ada, sessionId, { no: 2 });
  expect(second.events.map(({ seq, bytes }) => [seq, bytes > 0])).toEqual([
    [6, true],
    [7, true],
  ]);
  expect(second.events[1]?.bytes).toBe(12);
  expect(await refusalOf(listTurnEvents(ada, sessionId, { no: 3 }))).toBe("not_found");
  for (const stranger of [await signedInAs("Colleague", projectId, "developer"), await signedInAs("Manager", projectId, "manager")])
    expect(await refusalOf(listTurnEvents(stranger, sessionId, { no: 1 }))).toBe("not_found");
});
