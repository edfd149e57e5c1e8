/** Two people in one session, live: rights that come and go, whose cost it is, whose message waits. */
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { viewerOfDevice } from "@/lib/auth/viewer-of-device";
import { prisma } from "@/lib/platform/prisma";
import { handOverSession } from "@/lib/services/sessions/hand-over-session";
import { shareSession } from "@/lib/services/sessions/share-session";
import { storeMembership } from "@/lib/testing/db/stored-people";
import { startTestBridge, type TestBridge } from "@/lib/testing/db/test-bridge";
import { testDatabase } from "@/lib/testing/db/test-database";
import { storeWatchedSession, type WatchedSession } from "@/lib/testing/db/watched-session";
import { type FakeBrowser, patience } from "@/lib/testing/fake-browser";

testDatabase();
let bridge: TestBridge;
let watched: WatchedSession;

beforeEach(async () => {
  bridge = await startTestBridge();
  watched = await storeWatchedSession(bridge);
});
afterEach(() => bridge.close());

async function viewer({ deviceId }: { deviceId: string }) {
  const found = await viewerOfDevice(deviceId);
  if (!found) throw new Error("nobody is signed in on this device");
  return found;
}
const share = async (mode: "owner" | "project") => shareSession(await viewer(watched.owner), watched.sessionId, mode);
const join = (browser: FakeBrowser, afterSeq = 0) => browser.ask("session:join", { sessionId: watched.sessionId, afterSeq });
const say = (browser: FakeBrowser, text: string, messageId = randomUUID()) =>
  browser.ask("session:send", { sessionId: watched.sessionId, messageId, text });
const kinds = (browser: FakeBrowser) => browser.events.map(({ event }) => event.kind);
const hidden = { ok: false, refusal: { code: "not_found" } };
const ends = (browser: FakeBrowser, count: number) =>
  vi.waitFor(() => expect(kinds(browser).filter((kind) => kind === "usage_reported")).toHaveLength(count), patience);

describe("R11 rights that change while two people are there", () => {
  test("a developer comes in when the project may write, sends, and is cut at the event that ends it", async () => {
    const [owner, other] = await Promise.all([bridge.browse(watched.owner.deviceId), bridge.browse(watched.stranger.deviceId)]);
    expect(await join(owner)).toMatchObject({ ok: true, rights: { "session:send": true, "session:share": true } });
    expect(await join(other)).toEqual(hidden);
    await share("project");
    expect(await join(other)).toMatchObject({ ok: true, rights: { "session:send": true, "session:share": false } });
    expect(await say(other, "hello")).toMatchObject({ ok: true });
    await ends(owner, 1);
    await ends(other, 1);
    await share("owner");
    await vi.waitFor(() => expect(other.closed).toEqual([{ sessionId: watched.sessionId, refusal: { code: "not_found" } }]), patience);
    const heard = other.events.length;
    expect(await say(other, "too late")).toEqual(hidden);
    expect(await say(owner, "between us")).toMatchObject({ ok: true });
    await ends(owner, 2);
    expect(kinds(owner).filter((kind) => kind === "session_shared")).toHaveLength(2);
    expect(kinds(other).filter((kind) => kind === "session_shared")).toHaveLength(1);
    expect(other.events).toHaveLength(heard);
  });

  test("a cursor from the future does not step over the event that takes the right away", async () => {
    const other = await bridge.browse(watched.stranger.deviceId);
    await share("project");
    expect(await join(other, 1_000_000)).toMatchObject({ ok: true });
    await share("owner");
    await vi.waitFor(() => expect(other.closed).toHaveLength(1), patience);
    expect(kinds(other)).toEqual([]);
  });

  test("who reads as a reviewer and develops too may write and then only read, without joining again", async () => {
    const { reviewer, projectId, sessionId } = watched;
    await storeMembership(reviewer.personId, projectId, "developer");
    const browser = await bridge.browse(reviewer.deviceId);
    expect(await join(browser)).toMatchObject({ ok: true, rights: { "session:send": false } });
    const newest = () => browser.rights.at(-1);
    await share("project");
    await vi.waitFor(() => expect(newest()).toMatchObject({ sessionId, rights: { "session:send": true } }), patience);
    await share("owner");
    await vi.waitFor(() => expect(newest()).toMatchObject({ rights: { "session:send": false, "session:read": true } }), patience);
    await handOverSession(await viewer(watched.owner), sessionId, reviewer.personId);
    await vi.waitFor(() => expect(newest()).toMatchObject({ rights: { "session:send": true, "session:share": true } }), patience);
    expect(browser.closed).toEqual([]);
  });
});

describe("R11 a list that is open", () => {
  test("hears that a session was closed to its person, once, and nothing of what happens in it afterwards", async () => {
    const [owner, other] = await Promise.all([bridge.browse(watched.owner.deviceId), bridge.browse(watched.stranger.deviceId)]);
    await share("project");
    for (const browser of [owner, other]) expect(await browser.ask("sessions:watch", {})).toEqual({ ok: true });
    await join(owner);
    await say(owner, "hello");
    await vi.waitFor(() => expect(other.rows.length).toBeGreaterThan(0), patience);
    await ends(owner, 1);
    await share("owner");
    await vi.waitFor(() => expect(other.gone).toEqual([watched.sessionId]), patience);
    const { hints, rows } = other;
    const told = rows.length;
    const seen = owner.rows.length;
    await say(owner, "between us");
    await ends(owner, 2);
    await vi.waitFor(() => expect(owner.rows.slice(seen).some(({ state }) => state === "answered")).toBe(true), patience);
    expect([other.hints, other.rows.length, other.gone.length]).toEqual([hints, told, 1]);
    expect(owner.gone).toEqual([]);
  });

  test("hears so of a session that was handed over, too", async () => {
    const { owner, stranger, sessionId } = watched;
    const browser = await bridge.browse(owner.deviceId);
    expect(await browser.ask("sessions:watch", {})).toEqual({ ok: true });
    await handOverSession(await viewer(owner), sessionId, stranger.personId);
    await vi.waitFor(() => expect(browser.gone).toEqual([sessionId]), patience);
  });
});

describe("a cost belongs", () => {
  test("to who sent; what no person caused, to the owner of that moment", async () => {
    const { owner, stranger, sessionId } = watched;
    const [ada, sven] = await Promise.all([bridge.browse(owner.deviceId), bridge.browse(stranger.deviceId)]);
    await join(ada);
    await share("project");
    await join(sven);
    await say(ada, "mine");
    await ends(ada, 1);
    await say(sven, "his");
    await ends(ada, 2);
    await handOverSession(await viewer(owner), sessionId, stranger.personId);
    await vi.waitFor(() => expect(kinds(ada)).toContain("session_handed_over"), patience);
    await say(ada, "mine again");
    await ends(ada, 3);
    await say(ada, '[tool schedule {"command":"add","when":"in 1 seconds","message":"look"}]');
    await vi.waitFor(() => expect(kinds(ada)).toContain("message_injected"), patience);
    await ends(ada, 5);
    const rows = await prisma.turnUsage.findMany({ where: { sessionId }, orderBy: { seq: "asc" } });
    const [a, s] = [owner.personId, stranger.personId];
    expect(rows.map(({ personId, cause }) => [personId, cause])).toEqual([
      [a, "person"],
      [s, "person"],
      [a, "person"],
      [a, "person"],
      [s, "schedule"],
    ]);
  });
});

describe("R6 the queue of two people", () => {
  test("each changes their own messages; the owner orders and removes all, and edits nobody else's", async () => {
    const [ada, sven] = await Promise.all([bridge.browse(watched.owner.deviceId), bridge.browse(watched.stranger.deviceId)]);
    await share("project");
    await join(ada);
    await join(sven);
    const { sessionId } = watched;
    await say(ada, "[ask]");
    await vi.waitFor(() => expect(kinds(sven)).toContain("elicitation_asked"), patience);
    const [a, s1, s2] = [randomUUID(), randomUUID(), randomUUID()];
    expect(await say(ada, "of ada", a)).toMatchObject({ ok: true });
    expect(await say(sven, "of sven", s1)).toMatchObject({ ok: true });
    expect(await say(sven, "of sven too", s2)).toMatchObject({ ok: true });
    expect(await prisma.queuedMessage.count({ where: { sessionId, messageId: { in: [a, s1, s2] } } })).toBe(3);
    const changed = { ok: false, refusal: { code: "queue_changed" } };
    const on = (messageId: string) => ({ sessionId, messageId });
    expect(await sven.ask("queue:remove", on(a))).toEqual(changed);
    expect(await sven.ask("queue:edit", { ...on(a), text: "forged" })).toEqual(changed);
    expect(await sven.ask("queue:move", { ...on(a), before: null })).toEqual(changed);
    expect(await sven.ask("queue:remove", on(randomUUID()))).toEqual(changed);
    expect(await sven.ask("queue:move", { ...on(s2), before: a })).toMatchObject(hidden);
    expect(await sven.ask("queue:send-now", on(s1))).toMatchObject(hidden);
    expect(await sven.ask("queue:move", { ...on(s2), before: s1 })).toEqual({ ok: true });
    expect(await sven.ask("queue:edit", { ...on(s1), text: "of sven, edited" })).toEqual({ ok: true });
    expect(await ada.ask("queue:edit", { ...on(s1), text: "put in his mouth" })).toEqual(changed);
    expect(await ada.ask("queue:move", { ...on(s1), before: a })).toEqual({ ok: true });
    expect(await ada.ask("queue:remove", on(s2))).toEqual({ ok: true });
    const rows = await prisma.$queryRaw`SELECT message_id::text AS id, content::text FROM queued_message ORDER BY place`;
    expect(rows).toEqual([
      { id: s1, content: '"of sven, edited"' },
      { id: a, content: '"of ada"' },
    ]);
  });
});
