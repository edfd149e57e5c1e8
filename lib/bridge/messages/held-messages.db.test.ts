/** What waits of somebody who loses the right to write: it does not go out, nothing of it is lost, and the owner may send it. */
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { viewerOfDevice } from "@/lib/auth/viewer-of-device";
import { readKnownRow } from "@/lib/bridge/sessions/live-row";
import { WRITER_MAY_NOT } from "@/lib/domain/sessions/held-message";
import type { ProjectRole, Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { disablePerson, enablePerson } from "@/lib/services/people/disable-person";
import { setMember } from "@/lib/services/projects/set-member";
import { shareSession } from "@/lib/services/sessions/share-session";
import { signedInAdministrator } from "@/lib/testing/db/stored-people";
import { startTestBridge, type TestBridge } from "@/lib/testing/db/test-bridge";
import { testDatabase } from "@/lib/testing/db/test-database";
import { storeWatchedSession, type WatchedSession } from "@/lib/testing/db/watched-session";
import { type FakeBrowser, patience } from "@/lib/testing/fake-browser";

const { pool } = testDatabase();
let bridge: TestBridge;
let watched: WatchedSession;
let root: Viewer;
let ada: FakeBrowser;
let sven: FakeBrowser;
/** Sven's, which waits for the end of Ada's turn. */
let messageId: string;

const say = (browser: FakeBrowser, text: string, id: string = randomUUID()) =>
  browser.ask("session:send", { sessionId: watched.sessionId, messageId: id, text });
const payloads = (kind: string) => ada.events.flatMap(({ event }) => (event.kind === kind ? [event.payload] : []));
/** At least: what was queued may have been answered as well before this looks. */
const ends = (count: number) => vi.waitFor(() => expect(payloads("usage_reported").length).toBeGreaterThanOrEqual(count), patience);
const waiting = () => prisma.queuedMessage.findMany({ where: { sessionId: watched.sessionId } });
const isHeld = () => vi.waitFor(async () => expect(await waiting()).toMatchObject([{ messageId, reason: WRITER_MAY_NOT }]), patience);

async function share(mode: "owner" | "project"): Promise<void> {
  const viewer = await viewerOfDevice(watched.owner.deviceId);
  if (viewer) await shareSession(viewer, watched.sessionId, mode);
}

async function becomes(...roles: ProjectRole[]): Promise<void> {
  await setMember(root, watched.projectId, { personId: watched.stranger.personId, roles });
}

async function stop(): Promise<void> {
  expect(await ada.ask("session:stop", { sessionId: watched.sessionId })).toEqual({ ok: true });
  await ends(1);
}

beforeEach(async () => {
  bridge = await startTestBridge();
  watched = await storeWatchedSession(bridge);
  root = await signedInAdministrator();
  [ada, sven] = await Promise.all([bridge.browse(watched.owner.deviceId), bridge.browse(watched.stranger.deviceId)]);
  await share("project");
  await ada.ask("session:join", { sessionId: watched.sessionId, afterSeq: 0 });
  await say(ada, "[hold] go");
  await vi.waitFor(() => expect(payloads("message_sent")).toHaveLength(1), patience);
  messageId = randomUUID();
  expect(await say(sven, "of sven", messageId)).toMatchObject({ ok: true });
  expect(await waiting()).toMatchObject([{ messageId }]);
});
afterEach(() => bridge.close());

test.each([
  ["the owner writes alone", () => share("owner"), () => share("project")],
  ["they only read", () => becomes("reviewer"), () => becomes("developer")],
  ["they are disabled", () => disablePerson(root, watched.stranger.personId), () => enablePerson(root, watched.stranger.personId)],
])("R6 R11 it is held while %s; others go on, and it goes when that is over", async (_what, lose, regain) => {
  await lose();
  await isHeld();
  await stop();
  expect(await say(ada, "not held")).toMatchObject({ ok: true });
  expect(await waiting()).toMatchObject([{ messageId }]);
  await ends(2);
  expect(payloads("message_sent")).toMatchObject([{ text: "[hold] go" }, { text: "not held" }]);
  await regain();
  await ends(3);
  expect(payloads("message_sent").at(-1)).toMatchObject({ messageId, text: "of sven", by: { personId: watched.stranger.personId } });
  expect(await waiting()).toEqual([]);
});

test("R6 the owner sends it as their own", async () => {
  await share("owner");
  await isHeld();
  expect(await ada.ask("queue:send-now", { sessionId: watched.sessionId, messageId })).toEqual({ ok: true });
  expect(await waiting()).toMatchObject([{ personId: watched.owner.personId, content: "of sven", reason: null }]);
  await stop();
  await ends(2);
  expect(payloads("message_sent").at(-1)).toMatchObject({ text: "of sven", by: { personId: watched.owner.personId } });
});

test("R6 the owner removes it", async () => {
  await share("owner");
  await isHeld();
  expect(await ada.ask("queue:remove", { sessionId: watched.sessionId, messageId })).toEqual({ ok: true });
  expect(await waiting()).toEqual([]);
});

test("R6 no agent is opened for it until they may write again", async () => {
  await share("owner");
  await isHeld();
  await stop();
  await bridge.stop();
  const isLeft = async () => (await readKnownRow(pool, watched.sessionId))?.isLeft;
  expect(await isLeft()).toBe(false);
  await share("project");
  expect(await isLeft()).toBe(true);
});

test.each([
  ["the owner writes alone", () => share("owner")],
  ["they only read", () => becomes("reviewer")],
  ["they are disabled", () => disablePerson(root, watched.stranger.personId)],
])("R11 a command of theirs that waits is not sent, also where nothing else of theirs does: %s", async (_what, lose) => {
  expect(await sven.ask("queue:remove", { sessionId: watched.sessionId, messageId })).toEqual({ ok: true });
  expect(await sven.ask("session:command", { sessionId: watched.sessionId, command: "context", args: [] })).toEqual({ ok: true });
  await lose();
  const dropped = {
    command: "context",
    by: { personId: watched.stranger.personId },
    reason: "It was not sent: who asked may not write here any more.",
  };
  await vi.waitFor(() => expect(payloads("command_dropped")).toMatchObject([dropped]), patience);
});
