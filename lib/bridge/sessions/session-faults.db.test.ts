/** A live session on a real database behind a connection that is cut in the middle of frames again and again; the checker compares all of it. */
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SessionAgents } from "@/lib/bridge/agents/session-agent";
import type { ViewerPort } from "@/lib/bridge/browsers/viewer-feed";
import { SpoolStore } from "@/lib/bridge/recording/spool";
import type { DemoAgent } from "@/lib/demo-agent/server";
import type { ViewerEvent } from "@/lib/domain/sessions/session-event";
import { nanoFromDollars } from "@/lib/domain/sessions/usage";
import type { Actor } from "@/lib/domain/viewer";
import { sourceOf } from "@/lib/event-log/append-events";
import { EventWriter } from "@/lib/event-log/event-writer";
import { previewEvent } from "@/lib/event-log/preview-event";
import { readEvents } from "@/lib/event-log/read-events";
import { dataFolder } from "@/lib/platform/data-dir";
import { appendPool } from "@/lib/platform/pg-pool";
import { UpstreamClient } from "@/lib/testing/contract/upstream-client";
import { storeSessionAt } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { FaultProxy } from "@/lib/testing/fault-proxy";
import { startQuickAgent } from "@/lib/testing/quick-agent";
import type { Shown } from "@/lib/testing/simulation/history";
import { checkHistory } from "@/lib/testing/simulation/history-checker";
import { rowsOfLog } from "@/lib/testing/simulation/log-rows";
import { textOfShown } from "@/lib/testing/simulation/simulated-viewer";
import { SessionHub } from "./session-hub";

const { pool } = testDatabase();
const patience = { timeout: 30_000, interval: 20 };
/** More than a bind and one frame, and less than the turn. */
const CUT_AFTER_BYTES = 16_000;
let agent: DemoAgent;
let proxy: FaultProxy;
let hub: SessionHub;
let ada: Actor;
let sessionId: string;

beforeEach(async () => {
  agent = await startQuickAgent();
  proxy = new FaultProxy({ target: { host: "127.0.0.1", port: agent.port }, seed: 11 });
  const url = `ws://127.0.0.1:${await proxy.listen()}`;
  ({ owner: ada, sessionId } = await storeSessionAt(url));
  const writer = new EventWriter(appendPool());
  const spool = new SpoolStore({ folder: dataFolder("spool"), maxBytes: 10_000_000, writer });
  hub = new SessionHub({ pool, writer, spool, agents: new SessionAgents(), holderId: randomUUID(), lingerMs: 60_000 });
});

afterEach(async () => {
  await hub.close();
  await proxy.close();
  await agent.close();
});

const logged = () => readEvents(pool, sessionId, { after: 0 });

/** What it is shown is on record by then, as only a look at the log itself says. */
function aBrowser(): ViewerPort & { shown: Shown[] } {
  const shown: Shown[] = [];
  const show = async (events: readonly ViewerEvent[]) => {
    const head = (await logged()).at(-1)?.seq ?? 0;
    shown.push(...events.map((event) => ({ seq: event.seq, text: textOfShown(event), wasDurable: event.seq <= head, wasAllowed: true })));
  };
  const deliver: ViewerPort["deliver"] = ({ events }, done) => void show(events).then(() => done(), done);
  return { shown, deliver, status: () => {}, closed: () => {} };
}

/** Everything that the agent holds of the stream, asked for past the proxy. */
async function truthOf(stream: string) {
  const client = await UpstreamClient.connect(agent.url);
  await client.bind(sessionId, { resume: { stream, after: 0 } });
  const at = client.frames.flatMap(({ type, stream_seq }, index) => (type !== "ack" && typeof stream_seq === "number" ? [index] : []));
  client.cut();
  const dollars = client.frames.findLast(({ type }) => type === "cost")?.session_cost;
  return { frames: at.map((index) => client.texts[index] ?? ""), costNano: BigInt(nanoFromDollars(Number(dollars))) };
}

test("R1 R2 R3 R8b R9 cut in the middle of frames again and again: resumed each time, nothing is lost, doubled or out of order", {
  timeout: 90_000,
}, async () => {
  const live = await hub.acquire(sessionId);
  live.wake();
  await vi.waitFor(() => expect(live.status.state).toBe("ready"), patience);
  const [early, late] = [aBrowser(), aBrowser()];
  live.addViewer(ada, 0, early);
  proxy.harm("down", { sliceBytes: 700, cutAfterBytes: CUT_AFTER_BYTES });
  const messageId = randomUUID();
  const text = `${"[bigresult 4000] ".repeat(12)}[think] go`;
  const { seq } = await live.submitMessage(ada, messageId, text);
  live.addViewer(ada, seq, late);
  await vi.waitFor(async () => expect((await logged()).some(({ payload }) => "ends" in payload && payload.ends)).toBe(true), patience);
  const bound = (await logged()).flatMap((event) => (event.kind === "upstream_bound" ? [event.payload] : []));
  const stream = bound[0]?.stream ?? "";
  const { frames, costNano } = await truthOf(stream);
  // The agent says a little more once its turn has ended.
  const last = { source: sourceOf(stream), sourceSeq: frames.length };
  await vi.waitFor(async () => expect(await rowsOfLog(pool, sessionId)).toContainEqual(expect.objectContaining(last)), patience);
  const rows = await rowsOfLog(pool, sessionId);
  await vi.waitFor(() => expect([early.shown.length, late.shown.length]).toEqual([rows.length, rows.length - seq]), patience);
  // What answers one connection is told by no one else: it is taken as it is.
  const replies = rows.flatMap(({ source, sourceSeq, raw }) =>
    raw !== null && source !== sourceOf(stream) ? [[`${source} ${sourceSeq}`, raw] as const] : [],
  );
  const violations = checkHistory({
    streams: new Map([[stream, { frames, released: 0 }]]),
    replies: new Map(replies),
    rows,
    stays: [early, late].map(({ shown }, index) => ({ viewer: `viewer ${index}`, after: index === 0 ? 0 : seq, shown, isOver: false })),
    acknowledged: new Map([[messageId, seq]]),
    written: new Map([[messageId, { text, personId: ada.personId, isAllowed: true }]]),
    mayWrite: () => null,
    granted: [],
    accepted: [],
    obeyed: [],
    presence: [],
    begun: [],
    textOf: (event) => textOfShown(previewEvent(event)),
    isOver: true,
    costNano,
    tokens: null,
  });
  expect(violations).toEqual([]);
  expect(proxy.count.cut).toBeGreaterThanOrEqual(2);
  expect(bound.length).toBeGreaterThan(2);
  expect(frames.length).toBeGreaterThan(24);
});
