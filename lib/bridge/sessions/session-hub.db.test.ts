import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SessionAgents } from "@/lib/bridge/agents/session-agent";
import type { ViewerPort } from "@/lib/bridge/browsers/viewer-feed";
import { SpoolStore } from "@/lib/bridge/recording/spool";
import { recoverTurns } from "@/lib/bridge/recover-turns";
import type { DemoAgent } from "@/lib/demo-agent/server";
import type { SessionEvent, ViewerEvent } from "@/lib/domain/sessions/session-event";
import type { Actor } from "@/lib/domain/viewer";
import { EventWriter } from "@/lib/event-log/event-writer";
import { readEvents } from "@/lib/event-log/read-events";
import { dataFolder } from "@/lib/platform/data-dir";
import { appendPool } from "@/lib/platform/pg-pool";
import { appendFact } from "@/lib/services/sessions/record-fact";
import { storeSessionAt } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { startQuickAgent } from "@/lib/testing/quick-agent";
import type { LiveSession } from "./live-session";
import { SessionHub } from "./session-hub";

const { pool } = testDatabase();
const holderId = "0198a0de-0000-7000-8000-00000000000a";
const patience = { timeout: 10_000, interval: 20 };
let agent: DemoAgent;
let hub: SessionHub;
let ada: Actor;
let sessionId: string;

function openHub({ writer = new EventWriter(appendPool()), lingerMs = 60_000 } = {}): SessionHub {
  const spool = new SpoolStore({ folder: dataFolder("spool"), maxBytes: 10_000_000, writer });
  return new SessionHub({
    pool,
    writer,
    spool,
    agents: new SessionAgents(),
    holderId,
    lingerMs,
  });
}

beforeEach(async () => {
  agent = await startQuickAgent();
  ({ owner: ada, sessionId } = await storeSessionAt(agent.url));
  hub = openHub();
});

afterEach(async () => {
  await hub.close();
  await agent.close();
});

/** A browser that acknowledges at once. */
function aBrowser(): ViewerPort & { seen: ViewerEvent[] } {
  const seen: ViewerEvent[] = [];
  return {
    seen,
    deliver: ({ events }, done) => {
      seen.push(...events);
      queueMicrotask(done);
    },
    status: () => {},
    closed: () => {},
  };
}

const logged = (): Promise<SessionEvent[]> => readEvents(pool, sessionId, { after: 0 });
const ends = (events: readonly SessionEvent[]): unknown[] =>
  events.flatMap((event) => ("ends" in event.payload && event.payload.ends ? [event.payload.ends] : []));

async function turnEnds(count: number): Promise<SessionEvent[]> {
  await vi.waitFor(async () => expect(ends(await logged())).toHaveLength(count), patience);
  return logged();
}

async function awake(): Promise<LiveSession> {
  const live = await hub.acquire(sessionId);
  live.wake();
  await vi.waitFor(() => expect(live.status.state).toBe("ready"), patience);
  return live;
}

describe("a live session on a real socket and a real database", () => {
  test("R3 every viewer sees the log, whole and in order, whenever it came", async () => {
    const live = await awake();
    const early = aBrowser();
    live.addViewer(ada, 0, early);
    await live.submitMessage(ada, randomUUID(), '[think] [tool view {"path":"README.md"}] look');
    const events = await turnEnds(1);
    const late = aBrowser();
    live.addViewer(ada, 3, late);
    await vi.waitFor(() => expect(early.seen.map((event) => event.seq)).toEqual(events.map((event) => event.seq)), patience);
    await vi.waitFor(() => expect(late.seen.map((event) => event.seq)).toEqual(events.map((event) => event.seq).slice(3)), patience);
    expect(early.seen.map((event) => event.kind)).toContain("tool_returned");
  });

  test("the session's cost is the agent's own total to the nano-dollar", async () => {
    const live = await awake();
    for (const text of ["[cost 0.0123] one", "[cost 0.0007] two", "[nocost] three", "[fail 500] four"])
      await live.submitMessage(ada, randomUUID(), text);
    const events = await turnEnds(4);
    const last = events.findLast((event) => event.kind === "usage_reported");
    const { rows } = await pool.query("SELECT cost_nano::text AS cost, unknown_cost_turns AS unknown FROM session");
    expect(rows).toEqual([{ cost: last?.payload.totals.costNano, unknown: 1 }]);
    expect(ends(events)).toEqual(["answered", "answered", "answered", "failed"]);
  });

  test("R8b the connection is cut in the middle of a turn: nothing is missing, nothing twice", async () => {
    const live = await awake();
    await live.submitMessage(ada, randomUUID(), '[tool view {"path":"README.md"}] [hold] [tool view {"path":"README.md"}] go');
    await vi.waitFor(async () => expect((await logged()).some((event) => event.kind === "tool_returned")).toBe(true), patience);
    agent.dropConnections();
    agent.release(sessionId);
    const events = await turnEnds(1);
    expect(events.filter((event) => event.kind === "tool_returned")).toHaveLength(2);
    expect(events.filter((event) => event.kind === "frames_missed")).toEqual([]);
    expect(events.map((event) => event.kind)).toContain("upstream_lost");
  });

  test("R8 we are killed in the middle of a turn: an agent that survived finishes it", async () => {
    const live = await awake();
    await live.submitMessage(ada, randomUUID(), "[hold] go");
    await vi.waitFor(() => expect(live.status.state).toBe("running"), patience);
    await hub.close();
    hub = openHub();
    await recoverTurns(pool, hub, holderId);
    await vi.waitFor(async () => expect((await hub.acquire(sessionId)).status.state).toBe("running"), patience);
    agent.release(sessionId);
    expect(ends(await turnEnds(1))).toEqual(["answered"]);
  });

  test("R8 the agent is killed in the middle of a turn: it is interrupted, and the next message is answered", async () => {
    const live = await awake();
    await live.submitMessage(ada, randomUUID(), "[hold] go");
    await vi.waitFor(() => expect(live.status.state).toBe("running"), patience);
    const { port } = agent;
    await agent.close();
    agent = await startQuickAgent(port);
    expect(ends(await turnEnds(1))).toEqual(["interrupted"]);
    await live.submitMessage(ada, randomUUID(), "again");
    expect(ends(await turnEnds(2))).toEqual(["interrupted", "answered"]);
  });

  test("R8b a session opened again while it is let go waits until all of it is in the log", async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    class SlowWriter extends EventWriter {
      override async append(...given: Parameters<EventWriter["append"]>) {
        await gate;
        return super.append(...given);
      }
    }
    await hub.close();
    hub = openHub({ writer: new SlowWriter(appendPool()), lingerMs: 1 });
    const leaving = await hub.acquire(sessionId);
    const viewer = leaving.addViewer(ada, 0, aBrowser());
    leaving.wake();
    await vi.waitFor(() => expect(leaving.driver?.line.isReady).toBe(true), patience);
    leaving.removeViewer(viewer);
    await vi.waitFor(() => expect(leaving.driver).toBeNull(), patience);
    const again = await hub.acquire(sessionId);
    expect(again).not.toBe(leaving);
    again.addViewer(ada, 0, aBrowser());
    const epoch = async () => (await pool.query<{ epoch: number }>("SELECT epoch FROM session WHERE id = $1", [sessionId])).rows[0]?.epoch;
    const before = await epoch();
    const sent = again.submitMessage(ada, randomUUID(), "hello again");
    // More round trips than opening it takes: it is not claimed while the other one still writes.
    for (let round = 0; round < 30; round += 1) expect(await epoch()).toBe(before);
    open();
    await sent;
    const events = await turnEnds(1);
    // Both binds, and every frame of the agent once, the very first one too.
    expect(events.filter(({ kind }) => kind === "upstream_bound")).toHaveLength(2);
    const { rows } = await pool.query(
      "SELECT stream_seq::int AS place FROM event WHERE session_id = $1 AND stream = (SELECT stream FROM event WHERE session_id = $1 AND kind = 'reply_added') ORDER BY place",
      [sessionId],
    );
    expect(rows.map(({ place }) => place)).toEqual(rows.map((_, index) => index + 1));
    expect(events.filter(({ kind }) => kind === "frames_missed")).toEqual([]);
  });

  test("what a page wrote reaches the viewers, also when the database did not answer the first look", async () => {
    const live = await hub.acquire(sessionId);
    const browser = aBrowser();
    live.addViewer(ada, live.head, browser);
    await appendFact(pool, sessionId, { kind: "session_shared", at: Date.now(), turn: null, payload: { mode: "owner", by: ada } });
    vi.spyOn(pool, "query").mockImplementationOnce(() => Promise.reject(new Error("timeout exceeded when trying to connect")));
    await expect(hub.nudge(sessionId)).rejects.toThrow("timeout");
    await vi.waitFor(() => expect(browser.seen.map(({ kind }) => kind)).toEqual(["session_shared"]), { timeout: 3_000, interval: 20 });
  });

  test("Stop ends a running turn within a second", async () => {
    const live = await awake();
    await live.submitMessage(ada, randomUUID(), "[hold] go");
    await vi.waitFor(() => expect(live.status.state).toBe("running"), patience);
    const since = Date.now();
    await live.stop(ada);
    const events = await turnEnds(1);
    expect(ends(events)).toEqual(["stopped"]);
    expect((events.at(-1)?.at ?? 0) - since).toBeLessThan(1_000);
  });

  test("Stop ends a turn that nobody here began", async () => {
    const live = await awake();
    await live.submitMessage(ada, randomUUID(), "[inject webhook 0 [hold] go on] begin");
    await vi.waitFor(async () => expect((await logged()).map(({ kind }) => kind)).toContain("message_injected"), patience);
    await vi.waitFor(() => expect(live.status.state).toBe("running"), patience);
    await live.stop(ada);
    expect(ends(await turnEnds(2))).toEqual(["answered", "stopped"]);
  });

  test("a message that no agent could take is kept, and goes when there is one", async () => {
    const { port } = agent;
    await agent.close();
    const live = await hub.acquire(sessionId);
    const { seq } = await live.submitMessage(ada, randomUUID(), "is anybody there?");
    expect((await logged()).find((event) => event.seq === seq)?.kind).toBe("message_queued");
    agent = await startQuickAgent(port);
    expect(ends(await turnEnds(1))).toEqual(["answered"]);
  });
});
