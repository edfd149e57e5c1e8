// What is on record is done, also where the database goes away before others could be told of it.
import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import { pgPool } from "@/lib/platform/pg-pool";
import { prisma } from "@/lib/platform/prisma";
import { disablePerson } from "@/lib/services/people/disable-person";
import { signedInAdministrator, signedInAs, storeProject } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { archiveSession } from "./archive-session";
import { createSession } from "./create-session";
import { handOverSession } from "./hand-over-session";

const { pool } = testDatabase();

type World = { admin: Viewer; ada: Viewer; bob: Viewer; projectId: number; sessionId: string };

async function world(): Promise<World> {
  const projectId = await storeProject();
  const ada = await signedInAs("Ada", projectId, "developer");
  const bob = await signedInAs("Bob", projectId, "developer");
  const { id: sessionId } = await createSession(ada, { projectId });
  const waits = { sessionId, messageId: randomUUID(), place: 1, personId: bob.personId, content: {}, queuedAt: new Date() };
  await prisma.queuedMessage.create({ data: waits });
  return { admin: await signedInAdministrator(), ada, bob, projectId, sessionId };
}

/** The database is away at the first query that tells of a session, or looks for those to tell of. */
function loseTheFirstWord(): void {
  const known = pgPool();
  const query = known.query.bind(known);
  const away = vi.spyOn(known, "query").mockImplementation((...given: unknown[]) => {
    if (!/pg_notify|s\.open_turn IS NOT NULL/.test(String(given[0]))) return Reflect.apply(query, known, given);
    away.mockRestore();
    return Promise.reject(Object.assign(new Error("no connection"), { code: "ECONNRESET" }));
  });
}

test.each<[string, (world: World) => Promise<unknown>]>([
  ["createSession", ({ ada, projectId }) => createSession(ada, { projectId })],
  ["archiveSession", ({ ada, sessionId }) => archiveSession(ada, sessionId)],
  ["handOverSession", ({ ada, bob, sessionId }) => handOverSession(ada, sessionId, bob.personId)],
  ["disablePerson", ({ admin, bob }) => disablePerson(admin, bob.personId)],
])("%s is not said to have failed, and is told of when the database is back", async (name, verb) => {
  const made = await world();
  const client = await pool.connect();
  const heard = new Promise((resolve) => client.once("notification", ({ payload }) => resolve(payload)));
  await client.query("LISTEN session_events");
  loseTheFirstWord();
  const answer = await verb(made);
  expect(name === "createSession" ? answer : { id: made.sessionId }).toEqual({ id: await heard });
  client.release(true);
});
