/** The queue on a real database, while two browsers write to it at once. */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import { applyEvents, emptyTranscript } from "@/lib/domain/transcript/transcript";
import { readEvents } from "@/lib/event-log/read-events";
import { storeDevice, storeSession } from "@/lib/testing/db/stored-people";
import { startTestBridge, type TestBridge } from "@/lib/testing/db/test-bridge";
import { testDatabase } from "@/lib/testing/db/test-database";
import { storeWatchedSession, type WatchedSession } from "@/lib/testing/db/watched-session";
import { type FakeBrowser, patience } from "@/lib/testing/fake-browser";

const { pool } = testDatabase();
let bridge: TestBridge;
let watched: WatchedSession;

beforeEach(async () => {
  bridge = await startTestBridge();
  watched = await storeWatchedSession(bridge);
});
afterEach(() => bridge.close());

/** Messages are named by number: any browser may mean any of them. */
type Act = { what: "send" | "edit" | "move" | "remove" | "first"; message: number; text: string; before: number | null };
type Done = Act & { id: string; beforeId: string | null; ok: boolean };

const act: fc.Arbitrary<Act> = fc.record({
  what: fc.constantFrom("send", "send", "edit", "move", "move", "remove", "first"),
  message: fc.nat({ max: 5 }),
  text: fc.string({ minLength: 1, maxLength: 8 }).map((text) => `text ${text}`),
  before: fc.option(fc.nat({ max: 5 })),
});
const acts = fc.array(act, { minLength: 4, maxLength: 14 });

async function perform(browser: FakeBrowser, sessionId: string, ids: readonly string[], { what, message, text, before }: Act) {
  const messageId = ids[message] ?? "";
  const beforeId = before === null ? null : (ids[before] ?? null);
  const asked = { sessionId, messageId };
  const answer = await {
    send: () => browser.ask("session:send", { ...asked, text }),
    edit: () => browser.ask("queue:edit", { ...asked, text }),
    move: () => browser.ask("queue:move", { ...asked, before: beforeId }),
    remove: () => browser.ask("queue:remove", asked),
    first: () => browser.ask("queue:send-now", asked),
  }[what]();
  if (!answer.ok) expect(answer.refusal.code).toMatch(/^(queue_changed|too_many_requests)$/);
  return { what, message, text, before, id: messageId, beforeId, ok: answer.ok };
}

/** The order after one event that moves nothing. */
function follow(order: readonly string[], event: SessionEvent): string[] {
  switch (event.kind) {
    case "message_queued":
      expect(order).not.toContain(event.payload.messageId);
      return [...order, event.payload.messageId];
    case "message_removed":
      expect(order).toContain(event.payload.messageId);
      return order.filter((id) => id !== event.payload.messageId);
    case "message_sent":
      if (!event.payload.fromQueue) return [...order];
      expect(order[0]).toBe(event.payload.messageId);
      return order.slice(1);
    default:
      return [...order];
  }
}

/** The orders that somebody meant whose wish to move the message was granted. */
const wishesFor = (order: readonly string[], id: string, done: readonly Done[]): string[][] =>
  done.flatMap((one) => {
    if (!one.ok || one.id !== id || (one.what !== "move" && one.what !== "first")) return [];
    const others = order.filter((other) => other !== id);
    if (one.what === "first") return [[id, ...others]];
    if (one.beforeId === null) return [[...others, id]];
    const index = others.indexOf(one.beforeId);
    return index < 0 ? [] : [others.toSpliced(index, 0, id)];
  });

/** Walks the log; gives the order in which messages wait at its end. */
function checkLog(log: readonly SessionEvent[], done: readonly Done[]): string[] {
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  let order: string[] = [];
  for (const [index, event] of log.entries()) {
    if (event.kind !== "message_moved") order = follow(order, event);
    else {
      const { queue } = applyEvents(emptyTranscript, log.slice(0, index + 1)).transcript;
      const moved = queue.map(({ messageId }) => messageId);
      expect(wishesFor(order, event.payload.messageId, done)).toContainEqual(moved);
      order = moved;
    }
  }
  return order;
}

/** What was granted is on record exactly once, and what was refused is not. */
function checkGranted(log: readonly SessionEvent[], done: readonly Done[]): void {
  const count = (kind: SessionEvent["kind"], id: string) =>
    log.filter((event) => event.kind === kind && "messageId" in event.payload && event.payload.messageId === id).length;
  for (const id of new Set(done.map((one) => one.id))) {
    const granted = (...whats: Act["what"][]) => done.filter((one) => one.ok && one.id === id && whats.includes(one.what)).length;
    expect(count("message_queued", id)).toBe(Math.min(1, granted("send")));
    expect(count("message_edited", id)).toBe(granted("edit"));
    expect(count("message_moved", id)).toBe(granted("move", "first"));
    expect(count("message_removed", id)).toBe(granted("remove"));
  }
}

const logOf = (sessionId: string) => readEvents(pool, sessionId, { after: 0, limit: 5_000 });

async function storedQueue(sessionId: string): Promise<[string, string][]> {
  const text = "SELECT message_id, content FROM queued_message WHERE session_id = $1 ORDER BY place, message_id";
  const { rows } = await pool.query<{ message_id: string; content: string }>(text, [sessionId]);
  return rows.map((row) => [row.message_id, row.content]);
}

const seen = (browser: FakeBrowser, sessionId: string): [string, string][] => {
  const events = browser.events.flatMap((one) => (one.sessionId === sessionId ? [one.event] : []));
  return applyEvents(emptyTranscript, events).transcript.queue.map(({ messageId, text }) => [messageId, text]);
};

/** Asks until it is granted: what both did before may have used up what they may ask in a while. */
const surely = (ask: () => Promise<{ ok: boolean }>) => vi.waitFor(async () => expect(await ask()).toMatchObject({ ok: true }), patience);

test("R2 R5 R6 whatever both do at once, all see one queue, and it goes out in its order", { retry: 0, timeout: 60_000 }, async () => {
  const { owner, projectId } = watched;
  const browsers = await Promise.all([owner.deviceId, await storeDevice(owner.personId)].map((device) => bridge.browse(device)));
  await fc.assert(
    fc.asyncProperty(acts, acts, async (mine, hers) => {
      const sessionId = await storeSession(owner.personId, projectId);
      const ids = Array.from({ length: 6 }, () => randomUUID());
      for (const browser of browsers) await surely(() => browser.ask("session:join", { sessionId, afterSeq: 0 }));
      const [first] = browsers as [FakeBrowser]; // as: there are two
      const holding = { sessionId, messageId: randomUUID(), text: "[hold] go" };
      await surely(() => first.ask("session:send", holding));
      await vi.waitFor(async () => expect((await logOf(sessionId)).map(({ kind }) => kind)).toContain("message_sent"), patience);
      const done = await Promise.all(
        [mine, hers].flatMap((wishes, index) => wishes.map((wish) => perform(browsers[index] as FakeBrowser, sessionId, ids, wish))), // as: there are two
      );
      const before = await logOf(sessionId);
      checkGranted(before, done);
      const order = checkLog(before, done);
      const stored = await storedQueue(sessionId);
      expect(stored.map(([id]) => id)).toEqual(order);
      await vi.waitFor(() => expect(browsers.map((browser) => seen(browser, sessionId))).toEqual([stored, stored]), patience);

      await surely(() => first.ask("session:stop", { sessionId }));
      await vi.waitFor(async () => expect(await storedQueue(sessionId)).toEqual([]), patience);
      const sent = (await logOf(sessionId)).slice(before.length).flatMap((event) => (event.kind === "message_sent" ? [event.payload] : []));
      expect(sent.map(({ messageId, text }) => [messageId, text])).toEqual(stored);
    }),
    { numRuns: 12, seed: 20_261_127, endOnFailure: true },
  );
});
