// R11 a manager's browser has no way through the channel to what is said in a session.
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readEvents } from "@/lib/event-log/read-events";
import { storeDevice, storeMembership, storePerson } from "@/lib/testing/db/stored-people";
import { startTestBridge, type TestBridge } from "@/lib/testing/db/test-bridge";
import { testDatabase } from "@/lib/testing/db/test-database";
import { storeWatchedSession, type WatchedSession } from "@/lib/testing/db/watched-session";
import { patience } from "@/lib/testing/fake-browser";

const { pool } = testDatabase();
let bridge: TestBridge;
let watched: WatchedSession;
let managerDevice: string;

beforeEach(async () => {
  bridge = await startTestBridge();
  watched = await storeWatchedSession(bridge);
  const { id } = await storePerson({ name: "Mia" });
  await storeMembership(id, watched.projectId, "manager");
  managerDevice = await storeDevice(id);
});
afterEach(() => bridge.close());

test("no verb, no row and no hint, while an owner who watches lists gets them", async () => {
  const { sessionId, owner } = watched;
  const manager = await bridge.browse(managerDevice);
  const developer = await bridge.browse(owner.deviceId);
  const heard: string[] = [];
  manager.socket.onAny((event, ...args) => heard.push(`${event} ${JSON.stringify(args)}`));
  for (const browser of [manager, developer]) expect(await browser.ask("sessions:watch", {})).toEqual({ ok: true });
  const hidden = { ok: false, refusal: { code: "not_found" } };
  expect(await manager.ask("session:join", { sessionId, afterSeq: 0 })).toEqual(hidden);
  expect(await manager.ask("session:send", { sessionId, messageId: randomUUID(), text: "let me in" })).toEqual(hidden);
  expect(await developer.ask("session:send", { sessionId, messageId: randomUUID(), text: "a secret" })).toMatchObject({ ok: true });
  await vi.waitFor(async () => {
    const kinds = (await readEvents(pool, sessionId, { after: 0 })).map(({ kind }) => kind);
    expect(kinds).toContain("usage_reported");
    expect(developer.rows.at(-1)).toMatchObject({ id: sessionId, state: "answered" });
  }, patience);
  expect(heard).toEqual([]);
});
