import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readEvents } from "@/lib/event-log/read-events";
import { pgPool } from "@/lib/platform/pg-pool";
import { storeDevice, storeMembership, storePerson } from "@/lib/testing/db/stored-people";
import { startTestBridge, type TestBridge } from "@/lib/testing/db/test-bridge";
import { testDatabase } from "@/lib/testing/db/test-database";
import { storeWatchedSession, type WatchedSession } from "@/lib/testing/db/watched-session";
import { type FakeBrowser, patience } from "@/lib/testing/fake-browser";

const { pool } = testDatabase();
const PEOPLE = 6;
const PAGES = 10;
let bridge: TestBridge;
let watched: WatchedSession;

beforeEach(async () => {
  bridge = await startTestBridge();
  watched = await storeWatchedSession(bridge);
});
afterEach(() => bridge.close());

const logged = () => readEvents(pool, watched.sessionId, { after: 0 });
const isOver = async () => expect((await logged()).map(({ kind }) => kind)).toContain("usage_reported");

/** A device for each page; some are of one person. */
async function manyDevices(): Promise<string[]> {
  const people = await Promise.all(Array.from({ length: PEOPLE }, (_, index) => storePerson({ name: `Reader${index}` })));
  await Promise.all(people.map(({ id }) => storeMembership(id, watched.projectId, "reviewer")));
  return Promise.all(people.flatMap(({ id }) => Array.from({ length: PAGES }, () => storeDevice(id))));
}

const join = ({ deviceId, afterSeq }: { deviceId: string; afterSeq: number }): Promise<FakeBrowser> =>
  bridge.browse(deviceId).then(async (browser) => {
    expect(await browser.ask("session:join", { sessionId: watched.sessionId, afterSeq })).toMatchObject({ ok: true });
    return browser;
  });

async function send(text: string): Promise<FakeBrowser> {
  const owner = await bridge.browse(watched.owner.deviceId);
  expect(await owner.ask("session:send", { sessionId: watched.sessionId, messageId: randomUUID(), text })).toMatchObject({ ok: true });
  return owner;
}

test("sixty viewers of one session, cut in the middle and all back at once: each is shown every event once, in order", async () => {
  const { sessionId } = watched;
  const devices = await manyDevices();
  const first = await Promise.all(devices.map((deviceId) => join({ deviceId, afterSeq: 0 })));
  await send('[slow 20] [repeat 12 view {"path":"README.md"}] look again and again');
  await vi.waitFor(() => expect(first.at(-1)?.seqs(sessionId).length).toBeGreaterThan(6), patience);
  for (const browser of first) browser.close();
  const cursors = first.map((browser) => browser.seqs(sessionId).at(-1) ?? 0);
  const second = await Promise.all(devices.map((deviceId, index) => join({ deviceId, afterSeq: cursors[index] ?? 0 })));
  await vi.waitFor(isOver, patience);
  const all = (await logged()).map(({ seq }) => seq);
  const shown = () => first.map((browser, index) => [...browser.seqs(sessionId), ...(second[index]?.seqs(sessionId) ?? [])]);
  await vi.waitFor(() => expect(shown()).toEqual(devices.map(() => all)), patience);
});

test("reports that use up every connection for reading do not hold up what the agent says", async () => {
  await send('[slow 60] [repeat 6 view {"path":"README.md"}] work on');
  await vi.waitFor(async () => expect((await logged()).length).toBeGreaterThan(4), patience);
  const reports = await Promise.all(Array.from({ length: 10 }, () => pgPool().connect()));
  try {
    await vi.waitFor(isOver, patience);
  } finally {
    for (const report of reports) report.release();
  }
});
