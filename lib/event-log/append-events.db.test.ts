import { randomBytes, randomUUID } from "node:crypto";
import fc from "fast-check";
import pg from "pg";
import { beforeEach, describe, expect, test } from "vitest";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import { aProject } from "@/lib/testing/db/stored-sessions";
import { testDatabase } from "@/lib/testing/db/test-database";
import { type Append, appendEvents, sourceOf } from "./append-events";
import { claimSession } from "./claim-session";
import { EventWriter } from "./event-writer";
import { findClientMessage, readEvent, readEvents } from "./read-events";

const { pool } = testDatabase();
let project: Awaited<ReturnType<typeof aProject>>;

beforeEach(async () => {
  project = await aProject(pool);
});

const reply = (content: string): EventDraft => ({ kind: "reply_added", at: 1_000, turn: null, payload: { content } });
const items = (source: string, from: number, count: number): Append["items"] =>
  Array.from({ length: count }, (_, n) => ({ draft: reply(`${source} ${from + n}`), source, sourceSeq: from + n }));

test("R8b the place in a stream goes forward only, and begins anew with another stream", async () => {
  const { sessionId, holderId } = project;
  const source = randomUUID();
  let seq = 0;
  const placed = async (id: string, place: number) => {
    seq += 1;
    await appendEvents(pool, [{ sessionId, epoch: null, stream: { id, seq: place }, items: items(source, seq, 1) }]);
    return claimSession(pool, sessionId, holderId);
  };
  expect(await placed("one", 5)).toMatchObject({ stream: "one", streamSeq: 5 });
  expect(await placed("one", 3)).toMatchObject({ stream: "one", streamSeq: 5 });
  expect(await placed("two", 2)).toMatchObject({ stream: "two", streamSeq: 2 });
});

const KILL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'victim' ORDER BY random() LIMIT 1";

const holes = async (client: pg.Pool) =>
  (await client.query("SELECT session_id FROM event GROUP BY session_id HAVING max(seq) <> count(*) OR min(seq) <> 1")).rows;

describe("R13 the raw frame is kept byte for byte", () => {
  test.each([
    ["NUL and lone surrogates", Buffer.from('{"type":"assistant","content":"\\u0000 \\ud800"}')],
    ["broken UTF-8", Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28])],
    ["not JSON", Buffer.from("hello {")],
    ["nothing", Buffer.alloc(0)],
    ["16 MiB", randomBytes(16 * 1024 * 1024)],
  ])("%s", async (_name, raw) => {
    const { sessionId } = project;
    const content = "\0 \uD800 \u{1F419} end";
    await appendEvents(pool, [{ sessionId, epoch: null, items: [{ draft: reply(content), source: randomUUID(), sourceSeq: 1, raw }] }]);
    const stored = await readEvent(pool, sessionId, 1);
    expect(stored?.raw?.equals(raw)).toBe(true);
    expect(stored?.event.payload).toEqual({ content });
  });

  test("texts that PostgreSQL refuses fail no projection", async () => {
    const bad = "a\0b\uD800";
    const drafts: EventDraft[] = [
      { kind: "session_renamed", at: 1, turn: null, payload: { title: bad, by: null } },
      { kind: "tool_called", at: 1, turn: 1, payload: { tool: bad, toolId: bad, server: bad, params: bad } },
      { kind: "agent_described", at: 1, turn: null, payload: { model: bad, role: bad, totals: project.totals } },
      { kind: "message_queued", at: 1, turn: null, payload: { messageId: randomUUID(), text: bad, by: project.by, place: 1, reason: bad } },
      {
        kind: "elicitation_asked",
        at: 1,
        turn: 1,
        payload: { id: bad, server: "", toolId: null, mode: "form", message: bad, schema: bad, url: null },
      },
    ];
    const source = randomUUID();
    const [placed] = await appendEvents(pool, [
      { sessionId: project.sessionId, epoch: null, items: drafts.map((draft, n) => ({ draft, source, sourceSeq: n })) },
    ]);
    expect(placed?.map((one) => one.status)).toEqual(drafts.map(() => "stored"));
    const { rows } = await pool.query("SELECT content FROM queued_message");
    expect(rows).toEqual([{ content: bad }]);
  });
});

describe("R2 seq is 1, 2, 3 … without gaps under concurrent writers", () => {
  test("the same batch on two connections at once lands once", async () => {
    for (let round = 0; round < 60; round += 1) {
      const append: Append = { sessionId: project.sessionId, epoch: null, items: items(randomUUID(), 1, 5) };
      const [one, two] = await Promise.all([appendEvents(pool, [append]), appendEvents(pool, [append])]);
      const stored = [...(one[0] ?? []), ...(two[0] ?? [])].filter((placed) => placed.status === "stored");
      expect(stored).toHaveLength(5);
    }
    expect(await holes(pool)).toEqual([]);
    expect(await readEvents(pool, project.sessionId, { after: 0 })).toHaveLength(300);
  });

  test("32 writers with repeats, stale epochs and killed connections: nothing lost, doubled or out of order", async () => {
    const sessions = [project.sessionId, ...(await Promise.all(Array.from({ length: 7 }, () => project.anotherSession())))];
    const epochs = new Map<string, number>();
    for (const id of sessions) {
      const head = await claimSession(pool, id, project.holderId);
      if (typeof head === "object") epochs.set(id, head.epoch);
    }
    const sent = new Map<string, string[]>(sessions.map((id) => [id, []]));
    const victims = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8, application_name: "victim" });
    victims.on("error", () => {});
    victims.on("connect", (client) => client.on("error", () => {}));
    const writer = new EventWriter(victims);
    const write = async (n: number) => {
      const source = randomUUID();
      for (let step = 1; step <= 12; step += 1) {
        const sessionId = sessions[(n + step) % sessions.length] ?? "";
        const isStale = (n * step) % 7 === 0;
        const epoch = (epochs.get(sessionId) ?? 0) - (isStale ? 1 : 0);
        const append: Append = { sessionId, epoch, items: items(source, step * 10, 3) };
        const placed = await retried(() => writer.append(append));
        expect(placed.every((one) => one.status === (isStale ? "stale" : "stored") || (!isStale && one.status === "known"))).toBe(true);
        if (!isStale) sent.get(sessionId)?.push(...append.items.map(({ draft }) => JSON.stringify(draft.payload)));
        if (step % 3 === 0) await retried(() => writer.append(append));
        if ((n + step) % 11 === 0) await pool.query(KILL);
      }
    };
    await Promise.all(Array.from({ length: 32 }, (_, n) => write(n)));
    await victims.end();
    expect(await holes(pool)).toEqual([]);
    for (const [id, payloads] of sent) {
      const events = await readEvents(pool, id, { after: 0 });
      expect(events.map((event) => JSON.stringify(event.payload)).sort()).toEqual(payloads.sort());
    }
  });
});

async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Error && error.name === "StorageAwayError")) throw error;
    }
  }
}

describe("R5 the same client message twice is one event", () => {
  test("from another source, in another batch and in the same batch", async () => {
    const { sessionId } = project;
    const clientMessageId = randomUUID();
    const item = () => ({ draft: reply("sent"), source: randomUUID(), sourceSeq: 1, clientMessageId });
    const [first] = await appendEvents(pool, [{ sessionId, epoch: null, items: [item(), item()] }]);
    const [second] = await appendEvents(pool, [{ sessionId, epoch: null, items: [item()] }]);
    expect([...(first ?? []), ...(second ?? [])]).toEqual([
      { status: "stored", seq: 1 },
      { status: "known", seq: 1 },
      { status: "known", seq: 1 },
    ]);
    expect(await findClientMessage(pool, sessionId, clientMessageId)).toEqual({ seq: 1, kind: "reply_added" });
  });
});

describe("R15 only the newest epoch writes", () => {
  test("a former holder's events are refused, and nothing of them is on record", async () => {
    const { sessionId, holderId } = project;
    const first = await claimSession(pool, sessionId, holderId);
    const second = await claimSession(pool, sessionId, holderId);
    if (typeof first === "string" || typeof second === "string") throw new Error("not claimed");
    const [late] = await appendEvents(pool, [{ sessionId, epoch: first.epoch, items: items(randomUUID(), 1, 2) }]);
    expect(late).toEqual([{ status: "stale" }, { status: "stale" }]);
    const [right] = await appendEvents(pool, [{ sessionId, epoch: second.epoch, items: items(randomUUID(), 1, 1) }]);
    expect(right).toEqual([{ status: "stored", seq: 1 }]);
  });

  test("another holder gets it only when the lease of the first is over", async () => {
    const { sessionId, holderId } = project;
    await pool.query("INSERT INTO holder VALUES ($1, 'here', now() + interval '1 minute')", [holderId]);
    await claimSession(pool, sessionId, holderId);
    expect(await claimSession(pool, sessionId, randomUUID())).toBe("held_elsewhere");
    await pool.query("UPDATE holder SET lease_until = now() - interval '1 second'");
    expect(await claimSession(pool, sessionId, randomUUID())).toMatchObject({ epoch: 2 });
    expect(await claimSession(pool, randomUUID(), holderId)).toBe("gone");
  });

  test("a lease of a clock of the database that was ahead, or behind, keeps no holder from its own session", async () => {
    const { sessionId, holderId } = project;
    await pool.query("INSERT INTO holder VALUES ($1, 'here', now())", [holderId]);
    for (const [index, hours] of [3, -3].entries()) {
      await pool.query("UPDATE holder SET lease_until = now() + $1 * interval '1 hour'", [hours]);
      expect(await claimSession(pool, sessionId, holderId)).toMatchObject({ epoch: index + 1 });
    }
  });
});

test("one bad event is refused alone", async () => {
  const writer = new EventWriter(pool);
  const other = await project.anotherSession();
  const bad = { draft: { ...reply("bad"), turn: 2 ** 40 }, source: randomUUID(), sourceSeq: 1 };
  const good = items(randomUUID(), 1, 2);
  const [mixed, fine] = await Promise.all([
    writer.append({ sessionId: project.sessionId, epoch: null, items: [good[0], bad, good[1]].filter((item) => item !== undefined) }),
    writer.append({ sessionId: other, epoch: null, items: items(randomUUID(), 1, 1) }),
  ]);
  expect(mixed.map((placed) => placed.status)).toEqual(["stored", "refused", "stored"]);
  expect(fine).toEqual([{ status: "stored", seq: 1 }]);
  expect(await holes(pool)).toEqual([]);
});

test("a session that does not exist takes nothing", async () => {
  const [placed] = await appendEvents(pool, [{ sessionId: randomUUID(), epoch: null, items: items(randomUUID(), 1, 1) }]);
  expect(placed).toEqual([{ status: "gone" }]);
});

test("every stream name becomes one uuid, different names different ones", { retry: 0 }, () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, two) => {
      expect(sourceOf(one)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      if (one !== two) expect(sourceOf(one)).not.toBe(sourceOf(two));
    }),
  );
  expect(sourceOf("f6eb1a39b19c4accaceea52d1bdd68c0")).toBe("f6eb1a39-b19c-4acc-acee-a52d1bdd68c0");
});
