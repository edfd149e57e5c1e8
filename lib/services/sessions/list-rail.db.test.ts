import { expect, test } from "vitest";
import { prisma } from "@/lib/platform/prisma";
import { signedIn, signedInAs, storeMembership, storeProject, storeSession } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { archiveSession, restoreSession } from "./archive-session";
import { createSession } from "./create-session";
import { handOverSession } from "./hand-over-session";
import { listRail } from "./list-rail";
import { appendFact } from "./record-fact";
import { renameSession } from "./rename-session";
import { shareSession } from "./share-session";

const { pool } = testDatabase();
const at = (second: number) => new Date(1_790_000_000_000 + second * 1_000);

async function team() {
  const project = await storeProject("Billing");
  const ada = await signedInAs("Ada", project, "developer");
  const bob = await signedInAs("Bob", project, "developer");
  return { project, ada, bob };
}

test("one's own newest, and a few of those that colleagues let the project write, where one is a developer", async () => {
  const { project, ada, bob } = await team();
  const other = await storeProject("Another");
  await storeMembership(ada.personId, other, "reviewer");
  const cid = await signedInAs("Cid", other, "developer");
  const own: string[] = [];
  const shared: string[] = [];
  for (let second = 1; second <= 8; second += 1) own.push(await storeSession(ada.personId, project, { activeAt: at(second) }));
  for (let second = 11; second <= 15; second += 1) {
    shared.push(await storeSession(bob.personId, project, { activeAt: at(second), shared: true }));
  }
  await storeSession(bob.personId, project, { activeAt: at(20) });
  await storeSession(bob.personId, project, { activeAt: at(21), shared: true, archivedAt: at(22) });
  await storeSession(cid.personId, other, { activeAt: at(23), shared: true });
  const rows = await listRail(ada);
  expect(rows.map(({ id }) => id)).toEqual([...shared.slice(2).reverse(), ...own.slice(2).reverse()]);
  expect(rows[0]).toMatchObject({ owner: { id: bob.personId, name: "Bob" }, projectId: project });
});

test("one's own that run or ask stand there too, however many others are newer", async () => {
  const { project, ada } = await team();
  const asks = await storeSession(ada.personId, project, { activeAt: at(1), state: "waiting" });
  const failed = await storeSession(ada.personId, project, { activeAt: at(2), state: "failed" });
  const runs = await storeSession(ada.personId, project, { activeAt: at(3), state: "running" });
  const newer: string[] = [];
  for (let second = 11; second <= 16; second += 1) newer.push(await storeSession(ada.personId, project, { activeAt: at(second) }));
  const ids = (await listRail(ada)).map(({ id }) => id);
  expect(ids).toEqual([...newer.reverse(), runs, asks]);
  expect(ids).not.toContain(failed);
});

test("a new name, sharing, the archive and a new owner are no news", async () => {
  const { project, ada, bob } = await team();
  const { id } = await createSession(ada, { projectId: project, title: "First" });
  await shareSession(ada, id, "project");
  await renameSession(ada, id, "Second");
  await archiveSession(ada, id);
  await restoreSession(ada, id);
  await handOverSession(ada, id, bob.personId);
  expect(await listRail(ada)).toMatchObject([{ id, title: "Second", lastSeq: 6, newsSeq: 0 }]);
});

test("an agent that was refused is news, and that it was again is none", async () => {
  const { project, ada } = await team();
  const { id } = await createSession(ada, { projectId: project });
  const refused = (more: object) =>
    appendFact(pool, id, { kind: "upstream_refused", at: 1, turn: null, payload: { reason: "\0", ...more } });
  await refused({ retryAt: 5 });
  await refused({ again: true, retryAt: 9 });
  expect(await listRail(ada)).toMatchObject([{ lastSeq: 3, newsSeq: 2 }]);
});

test("what the bridge asks an agent by itself, as after each new connection, is no news; what a person asked is", async () => {
  const { project, ada } = await team();
  const { id } = await createSession(ada, { projectId: project });
  const answer = (own: boolean) =>
    appendFact(pool, id, {
      kind: "command_answered",
      at: 1,
      turn: null,
      payload: { commandType: "info", message: "", result: { words: '"own":true' }, own },
    });
  await answer(false);
  await answer(true);
  const failed = { message: "It is busy.", code: null, requestId: null, ends: null, own: true };
  await appendFact(pool, id, { kind: "error_reported", at: 2, turn: null, payload: failed });
  expect(await listRail(ada)).toMatchObject([{ lastSeq: 4, newsSeq: 2 }]);
});

test("a command that a stopped turn left is news, and that it has ended is none, however it did", async () => {
  const { project, ada } = await team();
  const { id } = await createSession(ada, { projectId: project });
  const by = { personId: ada.personId, name: "Ada" };
  const processes = [1, 2].map((pid) => ({ pid, command: "npm run dev", startedAt: 1 }));
  await appendFact(pool, id, { kind: "processes_found", at: 1, turn: null, payload: { processes } });
  await appendFact(pool, id, { kind: "processes_ended", at: 2, turn: null, payload: { pids: [1], by: null } });
  await appendFact(pool, id, { kind: "processes_ended", at: 3, turn: null, payload: { pids: [2], by } });
  expect(await listRail(ada)).toMatchObject([{ lastSeq: 4, newsSeq: 2 }]);
});

test("sessions of a project that was archived, however many and new, take no place from the others", async () => {
  const { project, ada } = await team();
  const done = await storeProject("Done");
  await storeMembership(ada.personId, done, "developer");
  const viewer = await signedIn(ada.personId);
  const kept = await storeSession(ada.personId, project, { activeAt: at(1) });
  for (let second = 2; second <= 42; second += 1) await storeSession(ada.personId, done, { activeAt: at(second) });
  await prisma.project.update({ where: { id: done }, data: { archivedAt: at(50) } });
  expect((await listRail(viewer)).map(({ id }) => id)).toEqual([kept]);
});
