import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readEvents } from "@/lib/event-log/read-events";
import type { LiveStatus } from "@/lib/protocol/browser-channel";
import { appendFact } from "@/lib/services/sessions/record-fact";
import { storeDevice, storeMembership, storePerson, storeSession } from "@/lib/testing/db/stored-people";
import { startTestBridge, type TestBridge } from "@/lib/testing/db/test-bridge";
import { testDatabase } from "@/lib/testing/db/test-database";
import { storeWatchedSession, type WatchedSession } from "@/lib/testing/db/watched-session";
import { cookieOf, FakeBrowser, patience } from "@/lib/testing/fake-browser";

const { pool } = testDatabase();
let bridge: TestBridge;
let watched: WatchedSession;

beforeEach(async () => {
  bridge = await startTestBridge({ ackMs: 400 });
  watched = await storeWatchedSession(bridge);
});
afterEach(() => bridge.close());

const refusal = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) });
const logged = async () => (await readEvents(pool, watched.sessionId, { after: 0 })).map((event) => event.kind);

describe("slow and going away", () => {
  test("fifty sessions at once in one page", async () => {
    const { owner, projectId, reviewer } = watched;
    const browser = await bridge.browse(reviewer.deviceId);
    const ids = await Promise.all(Array.from({ length: 51 }, () => storeSession(owner.personId, projectId)));
    const answers = await Promise.all(ids.map((sessionId) => browser.ask("session:join", { sessionId, afterSeq: 0 })));
    expect(answers.map((answer) => answer.ok)).toEqual([...Array.from({ length: 50 }, () => true), false]);
    expect(answers[50]).toEqual(refusal("too_many_requests"));
  });

  test("a page that hangs is told and left behind, and may join again; others do not wait for it", async () => {
    const { sessionId } = watched;
    const slow = await bridge.browse(watched.reviewer.deviceId, { acknowledges: "never" });
    const quick = await bridge.browse(watched.owner.deviceId);
    await slow.ask("session:join", { sessionId, afterSeq: 0 });
    await quick.ask("session:join", { sessionId, afterSeq: 0 });
    await quick.ask("session:send", { sessionId, messageId: randomUUID(), text: "hello" });
    await vi.waitFor(() => expect(slow.closed).toEqual([{ sessionId, refusal: { code: "too_slow" } }]), patience);
    expect(slow.unanswered).toBe(1);
    await vi.waitFor(async () => expect(quick.seqs(sessionId)).toHaveLength((await logged()).length), patience);
    await vi.waitFor(() => expect(quick.statuses.at(-1)?.viewers.map((viewer) => viewer.name)).toEqual(["Ada"]), patience);
    expect(await slow.ask("session:join", { sessionId, afterSeq: 0 })).toMatchObject({ ok: true });
  });

  test("a batch of a former join that nobody acknowledges does not end the join after it", async () => {
    const { owner, projectId, sessionId } = watched;
    const other = await storeSession(owner.personId, projectId);
    const renamed = { kind: "session_renamed", at: 1, turn: null, payload: { title: "Renamed", by: null } } as const;
    await Promise.all([sessionId, other].map((id) => appendFact(pool, id, renamed)));
    const page = await bridge.browse(watched.reviewer.deviceId, { acknowledges: "never" });
    await page.ask("session:join", { sessionId, afterSeq: 0 });
    await vi.waitFor(() => expect(page.unanswered).toBe(1), patience);
    await page.ask("session:join", { sessionId, afterSeq: (await logged()).length });
    // Its time is up after that of the former join.
    await page.ask("session:join", { sessionId: other, afterSeq: 0 });
    await vi.waitFor(() => expect(page.closed).toContainEqual({ sessionId: other, refusal: { code: "too_slow" } }), patience);
    expect(page.closed).toHaveLength(1);
  });

  test("R3 a second join takes the place of the first: each event comes once", async () => {
    const { sessionId } = watched;
    const browser = await bridge.browse(watched.reviewer.deviceId);
    await browser.ask("session:join", { sessionId, afterSeq: 0 });
    await browser.ask("session:join", { sessionId, afterSeq: 0 });
    const owner = await bridge.browse(watched.owner.deviceId);
    await owner.ask("session:join", { sessionId, afterSeq: 0 });
    await owner.ask("session:send", { sessionId, messageId: randomUUID(), text: "hello" });
    await vi.waitFor(async () => {
      const kinds = await logged();
      expect(kinds).toContain("usage_reported");
      expect(browser.seqs(sessionId)).toEqual(kinds.map((_, index) => index + 1));
    }, patience);
  });

  test("two who join at the same moment see each other, whoever is answered first", async () => {
    const { owner, projectId } = watched;
    const { id: personId } = await storePerson({ name: "Rob" });
    await storeMembership(personId, projectId, "reviewer");
    const pages = [await bridge.browse(watched.reviewer.deviceId), await bridge.browse(await storeDevice(personId))];
    const ids = await Promise.all(Array.from({ length: 20 }, () => storeSession(owner.personId, projectId)));
    const told = pages.map((page) => {
      const viewers = new Map<string, string[]>();
      const take = (sessionId: string, status: LiveStatus) => viewers.set(sessionId, status.viewers.map(({ name }) => name).sort());
      page.socket.on("session:status", ({ sessionId, status }) => take(sessionId, status));
      for (const sessionId of ids) {
        page.socket.emit("session:join", { sessionId, afterSeq: 0 }, (answer) => void (answer.ok && take(sessionId, answer.status)));
      }
      return viewers;
    });
    const all = ids.map((id) => [id, ["Rob", "Rosa"]]);
    await vi.waitFor(() => expect(told.map((viewers) => viewers.size)).toEqual([ids.length, ids.length]), patience);
    await Promise.all(pages.map((page) => page.ask("sessions:watch", {})));
    for (const viewers of told) expect(ids.map((id) => [id, viewers.get(id)])).toEqual(all);
  });

  test("a page that is closed while it joins is nobody's viewer", async () => {
    const { sessionId } = watched;
    const owner = await bridge.browse(watched.owner.deviceId);
    await owner.ask("session:join", { sessionId, afterSeq: 0 });
    const hasty = await bridge.browse(watched.reviewer.deviceId);
    hasty.socket.emit("session:join", { sessionId, afterSeq: 0 }, () => {});
    hasty.close();
    await owner.ask("session:send", { sessionId, messageId: randomUUID(), text: "hello" });
    await vi.waitFor(() => expect(owner.statuses.at(-1)).toMatchObject({ state: "ready", viewers: [{ name: "Ada" }] }), patience);
  });

  test("a server that stops says so to every page", async () => {
    const pages = await Promise.all([bridge.browse(watched.owner.deviceId), bridge.browse(watched.reviewer.deviceId)]);
    await bridge.stop();
    for (const page of pages) await page.untilCut();
    expect(pages.map((page) => page.closing)).toEqual([{ code: "restarting" }, { code: "restarting" }]);
    const late = new FakeBrowser(bridge.port, await cookieOf(watched.owner.deviceId), "at once");
    expect(await late.connect()).not.toBe("connected");
  });
});
