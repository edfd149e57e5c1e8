// What a boot takes up that somebody else holds yet: another installation, or this one before it lost its data directory.
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type { DemoAgent } from "@/lib/demo-agent/server";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import type { Actor } from "@/lib/domain/viewer";
import { appendEvents } from "@/lib/event-log/append-events";
import { claimSession, renewLease } from "@/lib/event-log/claim-session";
import { EventWriter } from "@/lib/event-log/event-writer";
import { readEvents } from "@/lib/event-log/read-events";
import { dataFolder } from "@/lib/platform/data-dir";
import { logger } from "@/lib/platform/logger";
import { appendPool } from "@/lib/platform/pg-pool";
import { storeSessionAt } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { startQuickAgent } from "@/lib/testing/quick-agent";
import { SessionAgents } from "./agents/session-agent";
import { SpoolStore } from "./recording/spool";
import { recoverTurns } from "./recover-turns";
import { SessionHub } from "./sessions/session-hub";

const { pool } = testDatabase();
const patience = { timeout: 10_000, interval: 20 };
const other = randomUUID();
const ours = randomUUID();
let agent: DemoAgent;
let hub: SessionHub;
let ada: Actor;
let sessionId: string;

beforeEach(async () => {
  agent = await startQuickAgent();
  ({ owner: ada, sessionId } = await storeSessionAt(agent.url));
  const writer = new EventWriter(appendPool());
  const spool = new SpoolStore({ folder: dataFolder("spool"), maxBytes: 10_000_000, writer });
  hub = new SessionHub({ pool, writer, spool, agents: new SessionAgents(), holderId: ours, lingerMs: 60_000 });
  await renewLease(pool, other, "elsewhere");
  await claimSession(pool, sessionId, other);
});

afterEach(async () => {
  await hub.close();
  await agent.close();
});

/** Boots, and gives what is to be called when a lease that nobody renews is over. */
async function boot(): Promise<() => void> {
  const later: { ms: number; call: () => void }[] = [];
  await recoverTurns(pool, hub, ours, (ms, call) => {
    later.push({ ms, call });
    return () => {};
  });
  expect(later.map(({ ms }) => ms >= 15_000)).toEqual([true]);
  return () => later[0]?.call();
}

const kinds = async (): Promise<string[]> => (await readEvents(pool, sessionId, { after: 0 })).map(({ kind }) => kind);
const record = (draft: EventDraft) =>
  appendEvents(pool, [{ sessionId, epoch: null, items: [{ draft, source: randomUUID(), sourceSeq: 1 }] }]);
const messageId = randomUUID();
const left: Record<string, () => EventDraft> = {
  "R6 a message that waits goes out": () => ({
    kind: "message_queued",
    at: 1,
    turn: null,
    payload: { messageId, text: "hello", by: ada, place: 1, reason: null },
  }),
  "R8 a turn is interrupted": () => ({
    kind: "message_sent",
    at: 1,
    turn: 1,
    payload: { messageId, text: "hello", by: ada, requestId: randomUUID(), fromQueue: false },
  }),
};

const asked = (): EventDraft => ({
  kind: "command_asked",
  at: 1,
  turn: null,
  payload: { requestId: randomUUID(), command: "plan", args: ["show"], by: ada },
});

test.each(Object.entries(left))("%s once the lease of who held its session is over", async (_, draft) => {
  await record(draft());
  const later = await boot();
  // Half a minute later the first try has ended long ago.
  const live = await hub.acquire(sessionId);
  await vi.waitFor(() => expect(live.status.detail).toMatch(/Another server process/), patience);
  expect(await kinds()).toHaveLength(1);
  await pool.query("UPDATE holder SET lease_until = now() WHERE id = $1", [other]);
  later();
  const end = draft().kind === "message_sent" ? "turn_interrupted" : "usage_reported";
  await vi.waitFor(async () => expect(await kinds()).toContain(end), patience);
});

test("R8 a turn whose agent ended with its holder is interrupted by then without another agent, and nothing is said to fail before", async () => {
  const warn = vi.spyOn(logger, "warn");
  onTestFinished(() => warn.mockRestore());
  await pool.query("UPDATE upstream SET kind = 'demo', url = NULL");
  await record(left["R8 a turn is interrupted"]?.() ?? expect.fail());
  const later = await boot();
  const live = await hub.acquire(sessionId);
  await vi.waitFor(() => expect(live.status.detail).toMatch(/Another server process/), patience);
  expect(warn).not.toHaveBeenCalled();
  await pool.query("UPDATE holder SET lease_until = now() WHERE id = $1", [other]);
  later();
  await vi.waitFor(async () => expect(await kinds()).toContain("turn_interrupted"), patience);
  expect(live.driver).toBeNull();
});

test.each(["demo", "external"])("R16 a command that waited is given up at once in words, once, without an agent (%s)", async (kind) => {
  await pool.query("UPDATE session SET holder_id = NULL");
  if (kind === "demo") await pool.query("UPDATE upstream SET kind = 'demo', url = NULL");
  await record(asked());
  for (let boots = 0; boots < 2; boots += 1) await recoverTurns(pool, hub, ours);
  const [waited, dropped, ...others] = await readEvents(pool, sessionId, { after: 0 });
  expect([waited?.kind, others]).toEqual(["command_asked", []]);
  expect(dropped).toMatchObject({
    kind: "command_dropped",
    payload: { ...waited?.payload, reason: "It was not sent: the dashboard was restarted." },
  });
  expect((await pool.query("SELECT FROM asked_command")).rowCount).toBe(0);
  expect((await hub.acquire(sessionId)).driver).toBeNull();
});

test("R16 a command that waited is given up once the lease of who held its session is over", async () => {
  await record(asked());
  const later = await boot();
  const live = await hub.acquire(sessionId);
  await vi.waitFor(() => expect(live.status.detail).toMatch(/Another server process/), patience);
  await pool.query("UPDATE holder SET lease_until = now() WHERE id = $1", [other]);
  later();
  await vi.waitFor(async () => expect(await kinds()).toContain("command_dropped"), patience);
});

test("R8 a session that was taken up before the lease was looked at again goes on", async () => {
  await pool.query("UPDATE upstream SET kind = 'demo', url = NULL");
  await record(left["R8 a turn is interrupted"]?.() ?? expect.fail());
  const later = await boot();
  const live = await hub.acquire(sessionId);
  await vi.waitFor(() => expect(live.status.detail).toMatch(/Another server process/), patience);
  await pool.query("UPDATE holder SET lease_until = now() WHERE id = $1", [other]);
  const settle = vi.spyOn(live, "settle");
  live.wake();
  await vi.waitFor(() => expect(live.status.state).toBe("ready"), patience);
  await live.submitMessage(ada, randomUUID(), "[hold] go on");
  await vi.waitFor(() => expect(live.status.state).toBe("running"), patience);
  later();
  await vi.waitFor(() => expect(settle).toHaveBeenCalled(), patience);
  await settle.mock.results[0]?.value;
  await live.runCommand(ada, "plan", []);
  expect((await kinds()).filter((kind) => kind === "turn_interrupted")).toHaveLength(1);
  expect([(await kinds()).at(-1), live.status.state]).toEqual(["command_asked", "running"]);
});

test("R15 a holder that lives keeps its session", async () => {
  await record(left["R6 a message that waits goes out"]?.() ?? expect.fail());
  const later = await boot();
  const acquire = vi.spyOn(hub, "acquire");
  later();
  await vi.waitFor(() => expect(acquire).toHaveBeenCalled(), patience);
  const live = await hub.acquire(sessionId);
  await vi.waitFor(() => expect(live.status.detail).toMatch(/Another server process/), patience);
  expect([await kinds(), live.status.retryAt]).toEqual([["message_queued"], null]);
});

test("what nobody else holds is looked at once", async () => {
  await pool.query("UPDATE session SET holder_id = NULL");
  await record(left["R6 a message that waits goes out"]?.() ?? expect.fail());
  const after = vi.fn(() => () => {});
  await recoverTurns(pool, hub, ours, after);
  await vi.waitFor(async () => expect(await kinds()).toContain("usage_reported"), patience);
  expect(after).not.toHaveBeenCalled();
});
