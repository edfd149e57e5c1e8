import { describe, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import { rebuildProjections } from "@/lib/event-log/rebuild-projections";
import { prisma } from "@/lib/platform/prisma";
import { signedIn, signedInAs, storeMembership, storePerson, storeProject } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { patience } from "@/lib/testing/fake-browser";
import { refusalOf } from "@/lib/testing/refusal-of";
import { archiveSession, restoreSession } from "./archive-session";
import { countSessions } from "./count-sessions";
import { createSession } from "./create-session";
import { findSessions } from "./find-sessions";
import { handOverSession, listSuccessors } from "./hand-over-session";
import { listSessions } from "./list-sessions";
import { loadTranscript } from "./load-transcript";
import { openSession } from "./open-session";
import { renameSession } from "./rename-session";
import { shareSession } from "./share-session";

const { pool } = testDatabase();

const WAITING = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";

async function world() {
  const projectId = await storeProject("Billing");
  const ada = await signedInAs("Ada", projectId, "developer");
  const bob = await signedInAs("Bob", projectId, "developer");
  return { projectId, ada, bob, sessionId: (await createSession(ada, { projectId, title: "First" })).id };
}

const factsOf = async (sessionId: string) =>
  (await prisma.event.findMany({ where: { sessionId, seq: { gt: 1 } }, orderBy: { seq: "asc" } })).map(({ kind, payload }) => ({
    kind,
    payload,
  }));
const nameOf = ({ personId, name }: Viewer) => ({ personId, name });
const maySend = (viewer: Viewer, sessionId: string) => refusalOf(openSession(viewer, "session:send", sessionId));

describe("a session that the project writes", () => {
  test("is open to its developers until the owner takes it back; each is a fact, once", async () => {
    const { ada, bob, projectId, sessionId } = await world();
    const reviewer = await signedInAs("Rev", projectId, "reviewer");
    await shareSession(ada, sessionId, "owner");
    await shareSession(ada, sessionId, "project");
    await shareSession(ada, sessionId, "project");
    expect((await loadTranscript(bob, sessionId)).session).toMatchObject({
      shared: true,
      rights: { "session:send": true, "session:rename": false, "session:share": false, "session:hand-over": false },
    });
    expect(await maySend(reviewer, sessionId)).toBe("not_found");
    expect(await refusalOf(shareSession(bob, sessionId, "owner"))).toBe("not_found");
    expect(await refusalOf(archiveSession(bob, sessionId))).toBe("not_found");
    await shareSession(ada, sessionId, "owner");
    expect(await maySend(bob, sessionId)).toBe("not_found");
    expect(await refusalOf(openSession(bob, "session:read", sessionId))).toBe("not_found");
    expect(await factsOf(sessionId)).toEqual([
      { kind: "session_shared", payload: { mode: "project", by: nameOf(ada) } },
      { kind: "session_shared", payload: { mode: "owner", by: nameOf(ada) } },
    ]);
  });

  test("says why it cannot be written when it is archived, to its developers too", async () => {
    const { ada, bob, sessionId } = await world();
    await archiveSession(ada, sessionId);
    expect(await maySend(bob, sessionId)).toBe("not_found");
    await shareSession(ada, sessionId, "project");
    expect(await maySend(bob, sessionId)).toBe("archived");
  });

  test("is in the lists of its developers, and not among their own", async () => {
    const { ada, bob, projectId, sessionId } = await world();
    await createSession(ada, { projectId, title: "Her own" });
    const idsOf = async (viewer: Viewer) => ({
      project: (await listSessions(viewer, { scope: { projectId } })).rows.map(({ id }) => id),
      mine: (await listSessions(viewer, { scope: "mine" })).rows.length,
      found: (await findSessions(viewer, "First")).map(({ id }) => id),
      counted: await countSessions(viewer),
    });
    const project = { id: projectId, name: "Billing", kind: "demo" };
    expect(await idsOf(bob)).toEqual({ project: [], mine: 0, found: [], counted: { mine: 0, projects: [{ ...project, count: 0 }] } });
    await shareSession(ada, sessionId, "project");
    const counted = { mine: 0, projects: [{ ...project, count: 1 }] };
    expect(await idsOf(bob)).toEqual({ project: [sessionId], mine: 0, found: [sessionId], counted });
    const elsewhere = await signedInAs("Eve", await storeProject("Other"), "developer");
    expect((await findSessions(elsewhere, "First")).length).toBe(0);
    expect((await idsOf(ada)).mine).toBe(2);
  });
});

describe("handing a session over", () => {
  test("gives it to another developer, on record; the former owner has what every developer has", async () => {
    const { ada, bob, sessionId } = await world();
    await handOverSession(ada, sessionId, ada.personId);
    await handOverSession(ada, sessionId, bob.personId);
    expect(await maySend(bob, sessionId)).toBe("nothing refused");
    expect(await refusalOf(openSession(ada, "session:read", sessionId))).toBe("not_found");
    expect((await loadTranscript(bob, sessionId)).session.owner).toEqual({ id: bob.personId, name: "Bob" });
    expect((await listSessions(bob, { scope: "mine" })).rows.map(({ id }) => id)).toEqual([sessionId]);
    await shareSession(bob, sessionId, "project");
    expect(await maySend(ada, sessionId)).toBe("nothing refused");
    expect((await factsOf(sessionId))[0]).toEqual({
      kind: "session_handed_over",
      payload: { from: nameOf(ada), to: nameOf(bob), by: nameOf(ada) },
    });
  });

  test("is only to developers of the project who can sign in; all others are unknown alike", async () => {
    const { ada, bob, projectId, sessionId } = await world();
    const reviewer = await signedInAs("Rev", projectId, "reviewer");
    const elsewhere = await signedInAs("Eve", await storeProject("Other"), "developer");
    const gone = await storePerson({ name: "Gone", disabled: true });
    await storeMembership(gone.id, projectId, "developer");
    expect(await listSuccessors(ada, sessionId)).toEqual([{ id: bob.personId, name: "Bob", email: "bob@example.com" }]);
    for (const id of [reviewer.personId, elsewhere.personId, gone.id, 999_999])
      expect(await refusalOf(handOverSession(ada, sessionId, id))).toBe("not_found");
    expect(await factsOf(sessionId)).toEqual([]);
  });

  test("an administrator of the project gives on what they may read, and nothing else", async () => {
    const { ada, bob, projectId, sessionId } = await world();
    const root = await storePerson({ name: "Root", isAdmin: true });
    await storeMembership(root.id, projectId, "developer");
    expect(await refusalOf(handOverSession(await signedIn(root.id), sessionId, bob.personId))).toBe("not_found");
    await storeMembership(root.id, projectId, "reviewer");
    await handOverSession(await signedIn(root.id), sessionId, bob.personId);
    expect((await factsOf(sessionId))[0]?.payload).toEqual({
      from: nameOf(ada),
      to: nameOf(bob),
      by: { personId: root.id, name: "Root" },
    });
  });

  test("two at once: one of them wins, and the record is true", async () => {
    const { ada, bob, projectId, sessionId } = await world();
    const cleo = await signedInAs("Cleo", projectId, "developer");
    const answers = await Promise.all([bob, cleo].map((to) => refusalOf(handOverSession(ada, sessionId, to.personId))));
    expect(answers.sort()).toEqual(["not_found", "nothing refused"]);
    expect(await factsOf(sessionId)).toHaveLength(1);
  });

  test("R10 rebuilding finds the same owner and the same writers, and puts forged ones right", async () => {
    const { ada, bob, sessionId } = await world();
    await handOverSession(ada, sessionId, bob.personId);
    await shareSession(bob, sessionId, "project");
    expect((await rebuildProjections(pool)).changed.session).toBe(0);
    await pool.query("UPDATE session SET owner_id = $1, shared = false", [ada.personId]);
    expect((await rebuildProjections(pool)).changed.session).toBe(2);
    expect(await prisma.session.findUnique({ where: { id: sessionId } })).toMatchObject({ ownerId: bob.personId, shared: true });
  });
});

test("what several want at once is on record once", async () => {
  const projectId = await storeProject("Billing");
  const ada = await signedInAs("Ada", projectId, "developer");
  const { id } = await createSession(ada, { projectId });
  const atOnce = (verb: () => Promise<void>) => Promise.all(Array.from({ length: 5 }, verb));
  await atOnce(() => shareSession(ada, id, "project"));
  await atOnce(() => renameSession(ada, id, "Same"));
  await atOnce(() => archiveSession(ada, id));
  await atOnce(() => restoreSession(ada, id));
  const { rows } = await pool.query<{ kind: string }>("SELECT kind FROM event ORDER BY seq");
  const once = ["session_created", "session_shared", "session_renamed", "session_archived", "session_restored"];
  expect(rows.map(({ kind }) => kind)).toEqual(once);
});

test("who has given the session on a moment ago shares it with nobody", async () => {
  const { ada, bob, sessionId } = await world();
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("UPDATE session SET owner_id = $1", [bob.personId]);
    const shared = refusalOf(shareSession(ada, sessionId, "project"));
    await vi.waitFor(async () => expect((await pool.query(WAITING)).rowCount).toBe(1), patience);
    await client.query("COMMIT");
    expect(await shared).toBe("not_found");
  } finally {
    client.release();
  }
  expect(await factsOf(sessionId)).toEqual([]);
});

test("nobody is given a session who loses the role at that moment", async () => {
  const { ada, bob, sessionId } = await world();
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT 1 FROM person WHERE id = $1 FOR UPDATE", [bob.personId]);
    await client.query("DELETE FROM membership WHERE person_id = $1", [bob.personId]);
    const given = refusalOf(handOverSession(ada, sessionId, bob.personId));
    await vi.waitFor(async () => expect((await pool.query(WAITING)).rowCount).toBe(1), patience);
    await client.query("COMMIT");
    expect(await given).toBe("not_found");
  } finally {
    client.release();
  }
  expect(await factsOf(sessionId)).toEqual([]);
});
