import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import type { Viewer } from "@/lib/domain/viewer";
import { appendEvents } from "@/lib/event-log/append-events";
import { prisma } from "@/lib/platform/prisma";
import { writeRefusedAttempts } from "@/lib/platform/refused-attempts";
import { freshAttempts } from "@/lib/testing/db/fresh-attempts";
import { signedIn, signedInAdministrator, signedInAs, storeMembership, storePerson, storeProject } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { refusalOf } from "@/lib/testing/refusal-of";
import { archiveSession, restoreSession } from "./archive-session";
import { createSession, createSessionInput } from "./create-session";
import { handOverSession, listSuccessors } from "./hand-over-session";
import { listChanges } from "./list-changes";
import { listTurnEvents } from "./list-turn-events";
import { listTurns } from "./list-turns";
import { loadEvent } from "./load-event";
import { loadTranscript } from "./load-transcript";
import { loadWindow } from "./load-window";
import { nameUnnamed } from "./name-unnamed";
import { openSession } from "./open-session";
import { renameSession } from "./rename-session";
import { shareSession } from "./share-session";

const { pool } = testDatabase();

async function developer(): Promise<{ ada: Viewer; projectId: number; sessionId: string }> {
  const projectId = await storeProject("Billing");
  const ada = await signedInAs("Ada", projectId, "developer");
  return { ada, projectId, sessionId: (await createSession(ada, { projectId, title: "First" })).id };
}

const kindsOf = async (sessionId: string): Promise<string[]> =>
  (await prisma.event.findMany({ where: { sessionId }, orderBy: { seq: "asc" } })).map((event) => event.kind);

const append = (sessionId: string, drafts: EventDraft[], raw?: Buffer) =>
  appendEvents(pool, [
    { sessionId, epoch: null, items: drafts.map((draft, i) => ({ draft, source: randomUUID(), sourceSeq: i + 1, raw })) },
  ]);

describe("every verb refuses whoever has no right to the session, and unknown ones alike", () => {
  const verbs: [string, (viewer: Viewer, id: string) => Promise<unknown>, "reviewer reads" | "owner only" | "strangers only"][] = [
    ["openSession", (viewer, id) => openSession(viewer, "session:read", id), "reviewer reads"],
    ["openSession to send", (viewer, id) => openSession(viewer, "session:send", id), "owner only"],
    ["loadTranscript", (viewer, id) => loadTranscript(viewer, id), "reviewer reads"],
    ["loadWindow", (viewer, id) => loadWindow(viewer, id, { before: 2 }), "reviewer reads"],
    ["loadEvent", (viewer, id) => loadEvent(viewer, id, 1), "reviewer reads"],
    ["listChanges", (viewer, id) => listChanges(viewer, id), "reviewer reads"],
    ["listTurns", (viewer, id) => listTurns(viewer, id), "reviewer reads"],
    ["listTurns before one", (viewer, id) => listTurns(viewer, id, { before: 9 }), "reviewer reads"],
    ["listTurnEvents", (viewer, id) => listTurnEvents(viewer, id, { no: 1 }), "strangers only"],
    ["renameSession", (viewer, id) => renameSession(viewer, id, "Mine now"), "owner only"],
    ["archiveSession", (viewer, id) => archiveSession(viewer, id), "owner only"],
    ["restoreSession", (viewer, id) => restoreSession(viewer, id), "owner only"],
    ["shareSession", (viewer, id) => shareSession(viewer, id, "project"), "owner only"],
    ["listSuccessors", (viewer, id) => listSuccessors(viewer, id), "owner only"],
    ["handOverSession", (viewer, id) => handOverSession(viewer, id, viewer.personId), "owner only"],
  ];
  test.each(verbs)("%s", async (_, verb, who) => {
    const { ada, projectId, sessionId } = await developer();
    const reviewer = await signedInAs("Rev", projectId, "reviewer");
    const strangers = [
      await signedInAs("Colleague", projectId, "developer"),
      await signedInAs("Manager", projectId, "manager"),
      await signedInAs("Elsewhere", await storeProject("Other"), "developer", "reviewer", "manager"),
      await signedInAdministrator(),
      await signedIn((await storePerson({ name: "Stranger" })).id),
      ...(who === "owner only" ? [reviewer] : []),
    ];
    for (const stranger of strangers) expect(await refusalOf(verb(stranger, sessionId))).toBe("not_found");
    for (const id of [randomUUID(), "", "../etc/passwd", "x' OR true --"]) expect(await refusalOf(verb(ada, id))).toBe("not_found");
    if (who === "reviewer reads") expect(await refusalOf(verb(reviewer, sessionId))).toBe("nothing refused");
    expect(await kindsOf(sessionId)).toEqual(["session_created"]);
  });
});

describe("a new session", () => {
  test("is a row and the first event of its log", async () => {
    const { ada, projectId } = await developer();
    const { id } = await createSession(
      ada,
      createSessionInput.parse({ projectId: String(projectId), title: " Fix\nit ", role: "developer:rust" }),
    );
    const { session, windows } = await loadTranscript(ada, id);
    expect(session).toMatchObject({
      id,
      title: "Fix it",
      state: "idle",
      owner: { id: ada.personId, name: "Ada" },
      isDemo: true,
      costNano: "0",
    });
    expect(session.rights).toMatchObject({ "session:send": true, "session:archive": true });
    expect(windows[0]?.events).toMatchObject([
      { seq: 1, kind: "session_created", payload: { title: "Fix it", by: { personId: ada.personId, name: "Ada" } } },
    ]);
    expect(await openSession(ada, "session:send", id)).toMatchObject({
      wantedRole: "developer:rust",
      upstream: { kind: "demo" },
      lastSeq: 1,
    });
  });

  test("has an id of ours, whatever else is sent: agents make a file's name of it", async () => {
    const { ada, projectId } = await developer();
    const typed = { projectId, id: "../../etc/passwd", sessionId: "../x", role: "developer" };
    const { id } = await createSession(ada, createSessionInput.parse(typed));
    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect((await prisma.session.findMany()).map((session) => session.id)).toContain(id);
  });

  test("has a title also when none was typed", async () => {
    const { ada, projectId } = await developer();
    const { id } = await createSession(ada, createSessionInput.parse({ projectId, title: "  ", role: "" }));
    expect((await openSession(ada, "session:read", id)).title).toBe("New session");
  });

  test("is refused to reviewers, managers and strangers, in unknown and in archived projects", async () => {
    const { ada, projectId } = await developer();
    for (const viewer of [
      await signedInAs("Rev", projectId, "reviewer", "manager"),
      await signedInAdministrator(),
      await signedIn((await storePerson({ name: "Stranger" })).id),
    ]) {
      expect(await refusalOf(createSession(viewer, { projectId }))).toBe("not_found");
    }
    await freshAttempts(pool);
    expect(await refusalOf(createSession(ada, { projectId: 999 }))).toBe("not_found");
    await writeRefusedAttempts();
    expect((await pool.query("SELECT action, target FROM refused_attempt")).rows).toEqual([{ action: "session:create", target: "999" }]);
    await prisma.project.update({ where: { id: projectId }, data: { archivedAt: new Date() } });
    expect(await refusalOf(createSession(ada, { projectId }))).toBe("archived");
    expect(await prisma.session.count()).toBe(1);
  });

  test("leaves nothing behind when its event cannot be written", async () => {
    const { ada, projectId } = await developer();
    await pool.query("ALTER TABLE event ADD CONSTRAINT no_more CHECK (kind <> 'session_created') NOT VALID");
    try {
      await expect(createSession(ada, { projectId })).rejects.toThrow(/no_more/);
    } finally {
      await pool.query("ALTER TABLE event DROP CONSTRAINT no_more");
    }
    expect(await prisma.session.count()).toBe(1);
  });
});

test("a session takes the name of its first message once, and none where somebody has named it", async () => {
  const { ada, projectId, sessionId: named } = await developer();
  const { id: unnamed } = await createSession(ada, { projectId });
  const own = (title: string) => ({ kind: "session_renamed", at: 1, turn: null, payload: { title, by: null } }) as const;
  for (const id of [named, unnamed]) await Promise.all([nameUnnamed(id, own("Fix it")), nameUnnamed(id, own("Fix it"))]);
  expect(await prisma.session.findMany({ orderBy: { id: "asc" } })).toMatchObject([{ title: "First" }, { title: "Fix it" }]);
  expect(await kindsOf(unnamed)).toEqual(["session_created", "session_renamed"]);
  expect(await kindsOf(named)).toEqual(["session_created"]);
});

describe("renaming and archiving", () => {
  test("are facts in the log, once each, and are announced after the commit", async () => {
    const { ada, sessionId } = await developer();
    const client = await pool.connect();
    const heard: (string | undefined)[] = [];
    client.on("notification", (message) => heard.push(message.payload));
    await client.query("LISTEN session_events");
    await renameSession(ada, sessionId, "Second");
    await renameSession(ada, sessionId, "Second");
    await archiveSession(ada, sessionId);
    await archiveSession(ada, sessionId);
    await renameSession(ada, sessionId, "Third");
    await restoreSession(ada, sessionId);
    await restoreSession(ada, sessionId);
    await client.query("SELECT 1"); // notifications come before the answer
    client.release(true);
    expect(await kindsOf(sessionId)).toEqual([
      "session_created",
      "session_renamed",
      "session_archived",
      "session_renamed",
      "session_restored",
    ]);
    expect(heard).toEqual([sessionId, sessionId, sessionId, sessionId]);
    expect((await loadTranscript(ada, sessionId)).session).toMatchObject({ title: "Third", archived: false });
  });

  test("an archived session is read and can be stopped, and says why it cannot be written", async () => {
    const { ada, projectId, sessionId } = await developer();
    const reviewer = await signedInAs("Rev", projectId, "reviewer");
    await archiveSession(ada, sessionId);
    expect((await loadTranscript(ada, sessionId)).session.rights).toMatchObject({ "session:send": false, "session:stop": true });
    expect(await refusalOf(openSession(ada, "session:send", sessionId))).toBe("archived");
    expect(await refusalOf(openSession(ada, "session:stop", sessionId))).toBe("nothing refused");
    expect(await refusalOf(openSession(reviewer, "session:send", sessionId))).toBe("not_found");
    await restoreSession(ada, sessionId);
    await prisma.project.update({ where: { id: projectId }, data: { archivedAt: new Date() } });
    expect(await refusalOf(openSession(ada, "session:queue", sessionId))).toBe("archived");
  });

  test("who leaves the project loses the session at once", async () => {
    const { ada, projectId, sessionId } = await developer();
    await prisma.membership.deleteMany({ where: { projectId } });
    expect(await refusalOf(openSession(await signedIn(ada.personId), "session:read", sessionId))).toBe("not_found");
    await storeMembership(ada.personId, projectId, "reviewer");
    const back = await signedIn(ada.personId);
    expect(await refusalOf(openSession(back, "session:read", sessionId))).toBe("nothing refused");
    expect(await refusalOf(openSession(back, "session:rename", sessionId))).toBe("not_found");
  });
});

test("a long text is in full on demand, with the frame as it came", async () => {
  const { ada, sessionId } = await developer();
  const message = "x".repeat(60_000);
  await append(sessionId, [{ kind: "notice_reported", at: 1, turn: null, payload: { message } }], Buffer.from("the frame\0as it came"));
  const whole = await loadEvent(ada, sessionId, 2);
  expect(whole.event.payload).toMatchObject({ message });
  expect(whole.raw?.toString()).toBe("the frame\0as it came");
  for (const seq of [0, -1, 1.5, Number.NaN, 9_999, 1e12]) expect(await refusalOf(loadEvent(ada, sessionId, seq))).toBe("not_found");
});
