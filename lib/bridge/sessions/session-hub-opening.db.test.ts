// A session that is let go and opened again: what must be in the log before, and who comes just then.
import { randomBytes, randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SessionAgents } from "@/lib/bridge/agents/session-agent";
import type { ViewerPort } from "@/lib/bridge/browsers/viewer-feed";
import { SpoolStore } from "@/lib/bridge/recording/spool";
import { recoverTurns } from "@/lib/bridge/recover-turns";
import type { DemoAgent } from "@/lib/demo-agent/server";
import type { Actor } from "@/lib/domain/viewer";
import { appendEvents } from "@/lib/event-log/append-events";
import { EventWriter } from "@/lib/event-log/event-writer";
import { readEvents } from "@/lib/event-log/read-events";
import { dataFolder } from "@/lib/platform/data-dir";
import { appendPool } from "@/lib/platform/pg-pool";
import { storeProject, storeSession, storeSessionAt } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { startQuickAgent } from "@/lib/testing/quick-agent";
import { SessionHub } from "./session-hub";

const { pool } = testDatabase();
const patience = { timeout: 10_000, interval: 20 };
const LOOKS = 300;
let agent: DemoAgent;
let hub: SessionHub | undefined;
let spool: SpoolStore;
let openHub: (lingerMs: number) => SessionHub;
let sessionId: string;
let ada: Actor;
/** What an agent that is let go waits for. */
let gate: Promise<void>;
let told: string[];

/** Agents that say when they are taken and let go. */
function tellingAgents(): SessionAgents {
  const agents = new SessionAgents();
  const agentFor = agents.agentFor.bind(agents);
  agents.agentFor = (...given) => {
    told.push("taken");
    const found = agentFor(...given);
    const release = async () => {
      await gate;
      told.push("let go");
      await found.release();
    };
    return { ...found, release };
  };
  return agents;
}

beforeEach(async () => {
  gate = Promise.resolve();
  told = [];
  agent = await startQuickAgent();
  ({ owner: ada, sessionId } = await storeSessionAt(agent.url));
  const writer = new EventWriter(appendPool());
  spool = new SpoolStore({ folder: dataFolder("spool"), maxBytes: 10_000_000, writer });
  openHub = (lingerMs) => {
    hub = new SessionHub({ pool, writer, spool, agents: tellingAgents(), holderId: randomUUID(), lingerMs });
    return hub;
  };
});

afterEach(async () => {
  await hub?.close();
  await agent.close();
});

test("R7 what a driver before left on the spool is in the log before anything new", async () => {
  const draft = { kind: "reply_added", at: 1, turn: null, payload: { content: "left on the spool" } } as const;
  await spool.fileOf(sessionId).append({ sessionId, epoch: 0, items: [{ draft, source: randomUUID(), sourceSeq: 1 }] });
  (await openHub(60_000).acquire(sessionId)).wake();
  const kinds = async () => (await readEvents(pool, sessionId, { after: 0 })).map(({ kind }) => kind);
  await vi.waitFor(async () => expect(await kinds()).toContain("upstream_bound"), patience);
  expect((await kinds())[0]).toBe("reply_added");
});

test.each([
  ["", async () => {}],
  [
    ", also by who comes after somebody who only looked in",
    async (quick: SessionHub) => {
      const glance = await quick.acquire(sessionId);
      await vi.waitFor(async () => expect(await quick.acquire(sessionId)).not.toBe(glance), patience);
    },
  ],
])("R15 a session that is being let go is opened again only when all of it is in the log%s", async (_, meanwhile) => {
  let open = () => {};
  gate = new Promise((resolve) => {
    open = resolve;
  });
  const quick = openHub(1);
  const before = await quick.acquire(sessionId);
  const viewer = before.addViewer({ personId: 1, name: "Ada" }, 0, { deliver: (_, done) => done(), status: () => {}, closed: () => {} });
  before.wake();
  await vi.waitFor(() => expect(before.driver).not.toBeNull(), patience);
  before.removeViewer(viewer);
  await vi.waitFor(() => expect(before.driver).toBeNull(), patience);
  await meanwhile(quick);
  (await quick.acquire(sessionId)).wake();
  // Long enough for it to be taken, if nothing held it up.
  for (let look = 0; look < LOOKS; look += 1) await pool.query("SELECT 1");
  open();
  await vi.waitFor(() => expect(told.length).toBeGreaterThan(2), patience);
  expect(told.slice(0, 3)).toEqual(["taken", "let go", "taken"]);
});

test("a rest that ends while its session is being let go is seen once all of it is in the log", async () => {
  let open = () => {};
  gate = new Promise((resolve) => {
    open = resolve;
  });
  const quick = openHub(1);
  const live = await quick.acquire(sessionId);
  const viewer = live.addViewer(ada, 0, { deliver: (_, done) => done(), status: () => {}, closed: () => {} });
  const change = async (archivedAt: Date | null) => {
    await pool.query("UPDATE session SET archived_at = $2 WHERE id = $1", [sessionId, archivedAt]);
    await quick.nudge(sessionId);
  };
  await change(new Date());
  await live.submitMessage(ada, randomUUID(), "hello");
  live.removeViewer(viewer);
  await vi.waitFor(() => expect(live.driver).toBeNull(), patience);
  await change(null);
  open();
  const kinds = async () => (await readEvents(pool, sessionId, { after: 0 })).map(({ kind }) => kind);
  await vi.waitFor(async () => expect(await kinds()).toContain("usage_reported"), patience);
});

test("R3 who comes in the instant in which it would be let go watches a session that goes on", async () => {
  const quick = openHub(1);
  const live = await quick.acquire(sessionId);
  const heard: string[] = [];
  const port: ViewerPort = {
    deliver: ({ events }, done) => {
      heard.push(...events.map(({ kind }) => kind));
      done();
    },
    status: () => {},
    closed: () => {},
  };
  const first = live.addViewer(ada, 0, port);
  live.wake();
  const driver = await vi.waitFor(() => live.driver ?? Promise.reject(new Error("nobody drives it")), patience);
  await vi.waitFor(() => expect(driver.line.isReady).toBe(true), patience);
  let answer = (_reasons: string[]) => {};
  const asked = vi.spyOn(driver, "findReasons").mockReturnValue(
    new Promise((resolve) => {
      answer = resolve;
    }),
  );
  live.removeViewer(first);
  await vi.waitFor(() => expect(asked).toHaveBeenCalled(), patience);
  // The hub goes on when somebody has found the session, and has not begun to watch it.
  const found = quick.acquire(sessionId);
  answer([]);
  const joined = await found;
  joined.addViewer(ada, joined.head, port);
  await joined.submitMessage(ada, randomUUID(), "hello");
  await vi.waitFor(() => expect(heard).toContain("usage_reported"), patience);
});

test("R8 a turn that a crash left open is interrupted at the next start, though nobody opens its session", async () => {
  const left = await storeSession(ada.personId, await storeProject("With us", { upstream: { create: { kind: "demo" } } }));
  const payload = { messageId: randomUUID(), text: "hello", by: ada, requestId: randomUUID(), fromQueue: false };
  const draft = { kind: "message_sent", at: 1, turn: 1, payload } as const;
  await appendEvents(pool, [{ sessionId: left, epoch: null, items: [{ draft, source: randomUUID(), sourceSeq: 1 }] }]);
  await recoverTurns(pool, openHub(60_000), randomUUID());
  expect((await readEvents(pool, left, { after: 0 })).map(({ kind, turn }) => [kind, turn])).toEqual([
    ["message_sent", 1],
    ["turn_interrupted", 1],
  ]);
});

test("an agent that was refused is opened anew where a person wants it, as the project has it by then; what waits goes out", async () => {
  const standsAt = (url: string) => pool.query("UPDATE upstream SET url = $1", [url]);
  await standsAt("nowhere");
  const live = await openHub(60_000).acquire(sessionId);
  live.wake();
  await vi.waitFor(() => expect(live.status).toMatchObject({ state: "refused", retryAt: null }), patience);
  await live.submitMessage(ada, randomUUID(), "hello");
  await vi.waitFor(() => expect(live.status.retryAt).toBeGreaterThan(Date.now()), patience);
  await standsAt(agent.url);
  live.retry();
  const kinds = async () => (await readEvents(pool, sessionId, { after: 0 })).map(({ kind }) => kind);
  await vi.waitFor(async () => expect(await kinds()).toContain("usage_reported"), patience);
  expect(live.status).toMatchObject({ state: "ready", retryAt: null });
});

test("a token that cannot be read any more is said in words; what is sent waits for one that can", async () => {
  const sealed = (token: Buffer | null) => pool.query("UPDATE upstream SET token_sealed = $1", [token]);
  await sealed(randomBytes(64));
  const live = await openHub(60_000).acquire(sessionId);
  live.wake();
  await vi.waitFor(() => expect(live.status).toMatchObject({ state: "refused", detail: expect.stringMatching(/APP_SECRET/) }), patience);
  await live.submitMessage(ada, randomUUID(), "hello");
  const kinds = async () => (await readEvents(pool, sessionId, { after: 0 })).map(({ kind }) => kind);
  expect((await kinds()).at(-1)).toBe("message_queued");
  await sealed(null);
  live.retry();
  await vi.waitFor(async () => expect(await kinds()).toContain("usage_reported"), patience);
});

test("an agent that has moved is looked for where the project has it by then once the connection to the old address is lost", async () => {
  const live = await openHub(60_000).acquire(sessionId);
  live.wake();
  await vi.waitFor(() => expect(live.driver?.line.isReady).toBe(true), patience);
  const moved = await startQuickAgent();
  try {
    await pool.query("UPDATE upstream SET url = $1", [moved.url]);
    await agent.close();
    await vi.waitFor(() => expect(live.status.state).not.toBe("ready"), patience);
    await live.submitMessage(ada, randomUUID(), "hello");
    const kinds = async () => (await readEvents(pool, sessionId, { after: 0 })).map(({ kind }) => kind);
    await vi.waitFor(async () => expect(await kinds()).toContain("usage_reported"), patience);
  } finally {
    await moved.close();
  }
});

test("a session that is kept for a schedule is let go as soon as it has to rest, not at its next look", async () => {
  const quick = openHub(1);
  const live = await quick.acquire(sessionId);
  const watching = live.addViewer(ada, 0, { deliver: (_, done) => done(), status: () => {}, closed: () => {} });
  live.wake();
  const driver = await vi.waitFor(() => live.driver ?? Promise.reject(new Error("nobody drives it")), patience);
  await vi.waitFor(() => expect(driver.line.isReady).toBe(true), patience);
  const asked = vi.spyOn(driver, "findReasons").mockResolvedValue(["a schedule"]);
  live.removeViewer(watching);
  await vi.waitFor(() => expect(asked).toHaveBeenCalled(), patience);
  for (let round = 0; round < 3; round += 1) await new Promise((resolve) => setImmediate(resolve));
  asked.mockResolvedValue([]);
  await pool.query("UPDATE session SET archived_at = now() WHERE id = $1", [sessionId]);
  await quick.nudge(sessionId);
  await vi.waitFor(() => expect(live.driver).toBeNull(), patience);
});
