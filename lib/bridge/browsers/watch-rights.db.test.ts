import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { revokeDevice } from "@/lib/auth/revoke-device";
import { viewersOfDevices } from "@/lib/auth/viewer-of-device";
import { prisma } from "@/lib/platform/prisma";
import { disablePerson } from "@/lib/services/people/disable-person";
import { archiveProject, restoreProject } from "@/lib/services/projects/edit-project";
import { setMember } from "@/lib/services/projects/set-member";
import { signedInAdministrator, storeDevice, storeSession } from "@/lib/testing/db/stored-people";
import { startTestBridge, type TestBridge } from "@/lib/testing/db/test-bridge";
import { testDatabase } from "@/lib/testing/db/test-database";
import { storeWatchedSession, type WatchedSession } from "@/lib/testing/db/watched-session";
import { type FakeBrowser, patience } from "@/lib/testing/fake-browser";

const { pool } = testDatabase();
let bridge: TestBridge;
let watched: WatchedSession;
let looks = 0;
let isAway = false;

beforeEach(async () => {
  looks = 0;
  isAway = false;
  const look = async (deviceIds: readonly string[]) => {
    looks += 1;
    if (isAway) throw new Error("the database is away");
    return viewersOfDevices(deviceIds);
  };
  bridge = await startTestBridge({ viewersOfDevices: look });
  watched = await storeWatchedSession(bridge);
});
afterEach(() => bridge.close());

/** Fails unless it comes true within the two seconds that are promised. */
const soon = { timeout: 2_000, interval: 20 };
const isCut = (browser: FakeBrowser) => vi.waitFor(() => expect(browser.socket.connected).toBe(false), soon);

async function joined(deviceId: string): Promise<FakeBrowser> {
  const browser = await bridge.browse(deviceId);
  expect(await browser.ask("session:join", { sessionId: watched.sessionId, afterSeq: 0 })).toMatchObject({ ok: true });
  return browser;
}

describe("S3 within two seconds", () => {
  test("a device that was signed out is cut, and only that one", async () => {
    const { owner } = watched;
    const elsewhere = await joined(await storeDevice(owner.personId));
    const browser = await joined(owner.deviceId);
    await revokeDevice(owner.deviceId);
    // Whichever is there first: the answer to it, or the look at all open sockets.
    const answer = await browser.ask("session:stop", { sessionId: watched.sessionId }).catch((error: Error) => error.message);
    expect([{ ok: false, refusal: { code: "unauthenticated" } }, "socket has been disconnected"]).toContainEqual(answer);
    await isCut(browser);
    expect(browser.closing).toEqual({ code: "unauthenticated" });
    expect(elsewhere.socket.connected).toBe(true);
  });

  test("a disabled person is cut everywhere", async () => {
    const { reviewer } = watched;
    const browsers = await Promise.all([joined(reviewer.deviceId), joined(await storeDevice(reviewer.personId))]);
    await disablePerson(await signedInAdministrator(), reviewer.personId);
    await Promise.all(browsers.map(isCut));
  });

  test("who lost a role loses what it showed, and keeps the rest", async () => {
    const { owner, reviewer, projectId, sessionId } = watched;
    const own = await storeSession(reviewer.personId, projectId);
    const browser = await joined(reviewer.deviceId);
    await setMember(await signedInAdministrator(), projectId, { personId: reviewer.personId, roles: ["developer"] });
    await vi.waitFor(() => expect(browser.closed).toEqual([{ sessionId, refusal: { code: "not_found" } }]), soon);
    await vi.waitFor(() => expect(browser.roleChanges).toBe(1), soon);
    expect(await browser.ask("session:join", { sessionId, afterSeq: 0 })).toEqual({ ok: false, refusal: { code: "not_found" } });
    expect(await browser.ask("session:join", { sessionId: own, afterSeq: 0 })).toMatchObject({ ok: true });
    const before = browser.events.length;
    const driver = await joined(owner.deviceId);
    await driver.ask("session:send", { sessionId, messageId: randomUUID(), text: "secret" });
    await vi.waitFor(() => expect(driver.events.map(({ event }) => event.kind)).toContain("usage_reported"), patience);
    expect(browser.events.slice(before).filter((one) => one.sessionId === sessionId)).toEqual([]);
  });

  test("who watches a session of a project that is archived, and restored, knows what they may do in it", async () => {
    const { owner, reviewer, projectId, sessionId } = watched;
    const browsers = await Promise.all([owner, reviewer].map(({ deviceId }) => joined(deviceId)));
    const admin = await signedInAdministrator();
    const maySend = () => browsers.map(({ rights }) => rights.map((one) => [one.sessionId, one.rights["session:send"]]));
    await archiveProject(admin, projectId);
    await vi.waitFor(() => expect(maySend()).toEqual([[[sessionId, false]], [[sessionId, false]]]), soon);
    await restoreProject(admin, projectId);
    await vi.waitFor(() => expect(maySend().map((told) => told.at(-1)?.[1])).toEqual([true, false]), soon);
    await vi.waitFor(() => expect(browsers.map(({ roleChanges }) => roleChanges)).toEqual([2, 2]), soon);
  });

  test("an administrator who is none any more is refused at the next event", async () => {
    const admin = await signedInAdministrator();
    const browser = await bridge.browse(admin.deviceId);
    expect(await browser.ask("agents:find", {})).toMatchObject({ ok: true });
    await prisma.person.update({ where: { id: admin.personId }, data: { isAdmin: false } });
    expect(await browser.ask("agents:find", {})).toEqual({ ok: false, refusal: { code: "not_found" } });
  });
});

test("a database that is away cuts nobody, and afterwards the look goes on", async () => {
  const browser = await joined(watched.owner.deviceId);
  isAway = true;
  const before = looks;
  await vi.waitFor(() => expect(looks).toBeGreaterThan(before + 1), patience);
  expect(browser.socket.connected).toBe(true);
  isAway = false;
  await revokeDevice(watched.owner.deviceId);
  await isCut(browser);
});

test("R11 who could not be cut, because the session could not be read, is cut when it can be", async () => {
  const { reviewer, projectId, sessionId } = watched;
  const browser = await joined(reviewer.deviceId);
  await pool.query("ALTER TABLE session RENAME TO session_away");
  try {
    const where = { projectId, personId: reviewer.personId };
    await prisma.membership.updateMany({ where, data: { role: "developer" } });
    const before = looks;
    await vi.waitFor(() => expect(looks).toBeGreaterThan(before + 1), patience);
    expect(browser.closed).toEqual([]);
  } finally {
    await pool.query("ALTER TABLE session_away RENAME TO session");
  }
  await vi.waitFor(() => expect(browser.closed).toEqual([{ sessionId, refusal: { code: "not_found" } }]), soon);
});

test("watching does not keep an idle device signed in", async () => {
  const { owner } = watched;
  await joined(owner.deviceId);
  const idle = new Date(Date.now() - 5 * 60_000);
  await prisma.userSession.update({ where: { id: owner.deviceId }, data: { seenAt: idle } });
  const before = looks;
  await vi.waitFor(() => expect(looks).toBeGreaterThan(before + 1), patience);
  expect((await prisma.userSession.findUniqueOrThrow({ where: { id: owner.deviceId } })).seenAt).toEqual(idle);
});

test("open lists hear of changes to what their people may see, and only they", async () => {
  const { owner, reviewer, stranger, sessionId } = watched;
  const [mine, theirs, foreign, silent] = await Promise.all(
    [owner, reviewer, stranger, reviewer].map(({ deviceId }) => bridge.browse(deviceId)),
  );
  for (const browser of [mine, theirs, foreign]) expect(await browser?.ask("sessions:watch", {})).toEqual({ ok: true });
  await mine?.ask("session:send", { sessionId, messageId: randomUUID(), text: "hello" });
  await vi.waitFor(() => expect([mine?.hints, theirs?.hints].every((hints) => hints && hints > 0)).toBe(true), patience);
  expect(foreign?.hints).toBe(0);
  await vi.waitFor(
    () => expect(mine?.rows.at(-1)).toMatchObject({ id: sessionId, state: "answered", isMine: true, canWrite: true }),
    patience,
  );
  await vi.waitFor(
    () => expect(theirs?.rows.at(-1)).toMatchObject({ id: sessionId, state: "answered", isMine: false, canWrite: false, ownerName: "Ada" }),
    patience,
  );
  expect(foreign?.rows).toEqual([]);
  const { rows } = await pool.query("SELECT pg_notify('session_events', $1)", [await storeSession(stranger.personId, watched.projectId)]);
  expect(rows).toHaveLength(1);
  await vi.waitFor(() => expect(foreign?.hints).toBe(1), patience);
  expect(silent?.hints).toBe(0);
  expect(foreign?.rows.map(({ id }) => id)).not.toContain(sessionId);
  expect(silent?.rows).toEqual([]);
});
