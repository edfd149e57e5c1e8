// What pages change of a session while it is driven: its name, whose it is, and whether it goes on.
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SessionAgents } from "@/lib/bridge/agents/session-agent";
import type { ViewerFeed } from "@/lib/bridge/browsers/viewer-feed";
import { SpoolStore } from "@/lib/bridge/recording/spool";
import type { DemoAgent } from "@/lib/demo-agent/server";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import type { Actor } from "@/lib/domain/viewer";
import { EventWriter } from "@/lib/event-log/event-writer";
import { readEvents } from "@/lib/event-log/read-events";
import { dataFolder } from "@/lib/platform/data-dir";
import { appendPool } from "@/lib/platform/pg-pool";
import { appendFact } from "@/lib/services/sessions/record-fact";
import { storePerson, storeSessionAt } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { startQuickAgent } from "@/lib/testing/quick-agent";
import type { LiveSession } from "./live-session";
import { SessionHub } from "./session-hub";

const { pool } = testDatabase();
const patience = { timeout: 10_000, interval: 20 };
/** What the hub's looks wait for before they are answered. */
let gate: Promise<void> = Promise.resolve();
/** Looks that the database has answered. */
let looked = 0;
const slowPool = new Proxy(pool, {
  get: (target, name) =>
    name === "query"
      ? async (...given: [string, unknown[]]) => {
          const answer = await target.query(...given);
          looked += 1;
          await gate;
          return answer;
        }
      : Reflect.get(target, name).bind(target),
});
let agent: DemoAgent;
let hub: SessionHub;
let ada: Actor;
let sessionId: string;

function openHub({ lingerMs = 60_000 } = {}): SessionHub {
  const writer = new EventWriter(appendPool());
  const spool = new SpoolStore({ folder: dataFolder("spool"), maxBytes: 10_000_000, writer });
  return new SessionHub({ pool: slowPool, writer, spool, agents: new SessionAgents(), holderId: randomUUID(), lingerMs });
}

beforeEach(async () => {
  gate = Promise.resolve();
  agent = await startQuickAgent();
  ({ owner: ada, sessionId } = await storeSessionAt(agent.url));
  hub = openHub();
});

afterEach(async () => {
  await hub.close();
  await agent.close();
});

async function awake(): Promise<LiveSession> {
  const live = await hub.acquire(sessionId);
  live.wake();
  // A session that nobody drives is called ready too.
  await vi.waitFor(() => expect(live.driver?.line.isReady).toBe(true), patience);
  return live;
}

const ended = (events: readonly SessionEvent[]): boolean => events.some(({ kind }) => kind === "usage_reported");

test("a name that a person gave before the first message stays", async () => {
  await pool.query("UPDATE session SET title = 'New session' WHERE id = $1", [sessionId]);
  const live = await awake();
  await appendFact(pool, sessionId, { kind: "session_renamed", at: Date.now(), turn: null, payload: { title: "Mine", by: ada } });
  await hub.nudge(sessionId);
  await live.submitMessage(ada, randomUUID(), "Fix the login");
  await vi.waitFor(async () => expect(ended(await readEvents(pool, sessionId, { after: 0 }))).toBe(true), patience);
  const { rows } = await pool.query("SELECT title FROM session WHERE id = $1", [sessionId]);
  expect(rows).toEqual([{ title: "Mine" }]);
});

test("a name that a person gave a moment ago, of which nobody has told yet, stays", async () => {
  await pool.query("UPDATE session SET title = 'New session' WHERE id = $1", [sessionId]);
  const live = await awake();
  await appendFact(pool, sessionId, { kind: "session_renamed", at: Date.now(), turn: null, payload: { title: "Mine", by: ada } });
  await live.submitMessage(ada, randomUUID(), "Fix the login");
  await vi.waitFor(async () => expect(ended(await readEvents(pool, sessionId, { after: 0 }))).toBe(true), patience);
  const { rows } = await pool.query("SELECT title FROM session WHERE id = $1", [sessionId]);
  expect(rows).toEqual([{ title: "Mine" }]);
});

test("whose it is becomes known also when the agent goes on while it is looked up", async () => {
  const live = await awake();
  const { id: personId } = await storePerson({ name: "Grace" });
  await pool.query("UPDATE session SET owner_id = $2 WHERE id = $1", [sessionId, personId]);
  let answer = () => {};
  gate = new Promise((resolve) => {
    answer = resolve;
  });
  const nudged = hub.nudge(sessionId);
  await vi.waitFor(async () => expect(live.driver?.line.isReady).toBe(true), patience);
  await live.driver?.runCommand(ada, "plan", []);
  const head = live.head;
  await vi.waitFor(() => expect(live.head).toBeGreaterThan(head), patience);
  answer();
  await nudged;
  expect(live.driver?.line.tracker.ownerId).toBe(personId);
});

test("a look that was answered late takes nothing back of what a newer one found", async () => {
  const live = await awake();
  let answer = () => {};
  gate = new Promise((resolve) => {
    answer = resolve;
  });
  const before = looked;
  const late = hub.nudge(sessionId);
  await vi.waitFor(() => expect(looked).toBeGreaterThan(before), patience);
  gate = Promise.resolve();
  const { id: personId } = await storePerson({ name: "Grace" });
  await pool.query("UPDATE session SET owner_id = $2 WHERE id = $1", [sessionId, personId]);
  await appendFact(pool, sessionId, { kind: "session_renamed", at: Date.now(), turn: null, payload: { title: "Hers", by: ada } });
  await hub.nudge(sessionId);
  answer();
  await late;
  expect(live.driver?.line.tracker.ownerId).toBe(personId);
});

test("a look that was answered late takes nothing back that is no event", async () => {
  const live = await awake();
  await pool.query("UPDATE person SET disabled_at = now() WHERE id = $1", [ada.personId]);
  let answer = () => {};
  gate = new Promise((resolve) => {
    answer = resolve;
  });
  const before = looked;
  const late = hub.nudge(sessionId);
  await vi.waitFor(() => expect(looked).toBeGreaterThan(before), patience);
  gate = Promise.resolve();
  await pool.query("UPDATE person SET disabled_at = NULL WHERE id = $1", [ada.personId]);
  await hub.nudge(sessionId);
  answer();
  await late;
  await live.submitMessage(ada, randomUUID(), "Fix the login");
  await vi.waitFor(async () => expect(await sent()).toBe(1), patience);
});

const events = (): Promise<SessionEvent[]> => readEvents(pool, sessionId, { after: 0 });
const sent = async (): Promise<number> => (await events()).filter(({ kind }) => kind === "message_sent").length;

/** What lets a session rest, and lets it go on again. */
const rests: Record<string, [string, string]> = {
  "it is archived": ["UPDATE session SET archived_at = now() WHERE id = $1", "UPDATE session SET archived_at = NULL WHERE id = $1"],
  "its project is archived": [
    "UPDATE project SET archived_at = now() WHERE id = (SELECT project_id FROM session WHERE id = $1)",
    "UPDATE project SET archived_at = NULL WHERE id = (SELECT project_id FROM session WHERE id = $1)",
  ],
  "its owner is disabled": [
    "UPDATE person SET disabled_at = now() WHERE id = (SELECT owner_id FROM session WHERE id = $1)",
    "UPDATE person SET disabled_at = NULL WHERE id = (SELECT owner_id FROM session WHERE id = $1)",
  ],
  "its owner is no developer": [
    "UPDATE membership SET role = 'reviewer' WHERE person_id = (SELECT owner_id FROM session WHERE id = $1)",
    "UPDATE membership SET role = 'developer' WHERE person_id = (SELECT owner_id FROM session WHERE id = $1)",
  ],
};

describe.each(Object.entries(rests))("while %s", (_, [begin, end]) => {
  const change = async (statement: string): Promise<void> => {
    await pool.query(statement, [sessionId]);
    await hub.nudge(sessionId);
  };

  async function restsWithOneWaiting(): Promise<[LiveSession, ViewerFeed]> {
    const live = await hub.acquire(sessionId);
    const watching = live.addViewer(ada, 0, { deliver: (_batch, done) => done(), status: () => {}, closed: () => {} });
    await awake();
    await live.submitMessage(ada, randomUUID(), "[slow 300] first");
    await live.submitMessage(ada, randomUUID(), "second");
    await change(begin);
    await vi.waitFor(async () => expect(ended(await events())).toBe(true), patience);
    await new Promise((resolve) => setImmediate(resolve));
    expect([await sent(), live.driver?.isBusy]).toEqual([1, false]);
    return [live, watching];
  }

  test("its messages wait, and go out when that is over", async () => {
    await restsWithOneWaiting();
    await change(end);
    await vi.waitFor(async () => expect(await sent()).toBe(2), patience);
  });

  test("it is let go, and taken up again when that is over", async () => {
    await hub.close();
    hub = openHub({ lingerMs: 1 });
    const [live, watching] = await restsWithOneWaiting();
    live.removeViewer(watching);
    await vi.waitFor(() => expect(live.driver).toBe(null), patience);
    await change(end);
    await vi.waitFor(async () => expect(await sent()).toBe(2), patience);
  });

  /** It was let go, and its rest ends while nobody hears of it. */
  async function goesOnUnheard(): Promise<void> {
    await hub.close();
    hub = openHub();
    await restsWithOneWaiting();
    await hub.close();
    hub = openHub();
  }

  test("it is taken up when that is over though somebody looks on", async () => {
    await goesOnUnheard();
    (await hub.acquire(sessionId)).addViewer(ada, 0, { deliver: (_batch, done) => done(), status: () => {}, closed: () => {} });
    await change(end);
    await vi.waitFor(async () => expect(await sent()).toBe(2), patience);
  });

  test("it is taken up when notices were missed", async () => {
    await goesOnUnheard();
    await pool.query(end, [sessionId]);
    await hub.nudgeAll();
    await vi.waitFor(async () => expect(await sent()).toBe(2), patience);
  });
});

test("a session that its project writes goes on without its owner", async () => {
  await pool.query("UPDATE session SET shared = true WHERE id = $1", [sessionId]);
  const live = await awake();
  await pool.query("UPDATE person SET disabled_at = now() WHERE id = $1", [ada.personId]);
  await hub.nudge(sessionId);
  await live.submitMessage({ personId: ada.personId, name: "Grace" }, randomUUID(), "I go on");
  await vi.waitFor(async () => expect(await sent()).toBe(1), patience);
});
