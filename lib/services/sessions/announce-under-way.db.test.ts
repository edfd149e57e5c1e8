// Every verb that changes whether sessions go on by themselves tells of those that would.
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { disablePerson, enablePerson } from "@/lib/services/people/disable-person";
import { archiveProject, restoreProject } from "@/lib/services/projects/edit-project";
import { setMember } from "@/lib/services/projects/set-member";
import { signedInAdministrator, storeMembership, storePerson, storeProject, storeSession } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";

const { pool } = testDatabase();

type Ids = { project: number; person: number };

async function heardDuring(work: () => Promise<void>): Promise<string[]> {
  const client = await pool.connect();
  const heard: string[] = [];
  client.on("notification", ({ payload }) => heard.push(payload ?? ""));
  await client.query("LISTEN session_events");
  await work();
  await client.query("SELECT 1"); // notifications come before the answer
  client.release(true);
  return heard.toSorted();
}

async function storeUnderWay(person: number, project: number): Promise<string[]> {
  const session = (wishes = {}) => storeSession(person, project, wishes);
  const waits = await session();
  await prisma.queuedMessage.create({
    data: { sessionId: waits, messageId: randomUUID(), place: 1, personId: person, content: {}, queuedAt: new Date() },
  });
  await session();
  return [await session({ openTurn: 1 }), await session({ keptFor: ["a schedule"] }), waits].toSorted();
}

test.each<[string, "project" | "owner" | "both", (viewer: Viewer, ids: Ids) => Promise<void>]>([
  ["archiveProject", "project", (viewer, { project }) => archiveProject(viewer, project)],
  ["restoreProject", "project", (viewer, { project }) => restoreProject(viewer, project)],
  ["disablePerson", "owner", (viewer, { person }) => disablePerson(viewer, person)],
  ["enablePerson", "owner", (viewer, { person }) => enablePerson(viewer, person)],
  ["setMember", "both", (viewer, { project, person }) => setMember(viewer, project, { personId: person, roles: ["reviewer"] })],
])("%s announces each session of that %s that would go on by itself, and no other", async (_, of, verb) => {
  const [admin, { id: person }, { id: other }] = [await signedInAdministrator(), await storePerson(), await storePerson({ name: "Bob" })];
  const [project, elsewhere] = [await storeProject(), await storeProject("Other")];
  await storeMembership(person, project, "developer");
  const own = await storeUnderWay(person, project);
  const others = await storeUnderWay(other, project);
  const away = await storeUnderWay(person, elsewhere);
  const heard = await heardDuring(() => verb(admin, { project, person }));
  expect(heard).toEqual([...own, ...(of === "project" ? others : []), ...(of === "owner" ? away : [])].toSorted());
});
