/** Gives a session to another developer of its project: who that can be, and the fact that is recorded. */
import type pg from "pg";
import { refuse } from "@/lib/domain/refusal";
import { byName } from "@/lib/domain/text/by-name";
import { type Actor, actorOf, type Viewer } from "@/lib/domain/viewer";
import { inTransaction } from "@/lib/platform/in-transaction";
import { prisma } from "@/lib/platform/prisma";
import { openSession } from "./open-session";
import { announceSession, appendFact } from "./record-fact";

export type Successor = { id: number; name: string; email: string };

/** The developers of its project who can still sign in, without its owner; by name. */
export async function listSuccessors(viewer: Viewer, sessionId: string): Promise<Successor[]> {
  const { subject } = await openSession(viewer, "session:hand-over", sessionId);
  const { projectId, ownerId } = subject;
  const people = await prisma.person.findMany({
    where: { disabledAt: null, memberships: { some: { projectId, role: "developer" } }, NOT: { id: ownerId } },
    select: { id: true, name: true, email: true },
    orderBy: { id: "asc" },
  });
  return byName(people);
}

const SUCCESSOR = `
SELECT p.id AS "personId", p.name FROM person p JOIN membership m ON m.person_id = p.id AND m.project_id = $2 AND m.role = 'developer'
 WHERE p.id = $1 AND p.disabled_at IS NULL`;

/** Who changes what somebody may locks the person: looked at in a statement of its own, after that. */
async function lockSuccessor(client: pg.ClientBase, personId: number, projectId: number): Promise<Actor> {
  await client.query("SELECT 1 FROM person WHERE id = $1 FOR SHARE", [personId]);
  const { rows } = await client.query<Actor>(SUCCESSOR, [personId, projectId]);
  return rows[0] ?? refuse("not_found", "This person is not a developer of the project.");
}

/** Refuses "not_found" for a person who is no developer of the project, unknown ones alike. Whose it is already keeps it. */
export async function handOverSession(viewer: Viewer, sessionId: string, personId: number): Promise<void> {
  const { id, subject, owner } = await openSession(viewer, "session:hand-over", sessionId);
  if (personId === subject.ownerId) return;
  await inTransaction(async (client) => {
    // Two who hand it over at once follow each other, and the second finds that it is not theirs any more.
    const { rows } = await client.query<{ owner_id: number }>("SELECT owner_id FROM session WHERE id = $1 FOR NO KEY UPDATE", [id]);
    if (rows[0]?.owner_id !== subject.ownerId) refuse("not_found");
    const to = await lockSuccessor(client, personId, subject.projectId);
    const payload = { from: { personId: owner.id, name: owner.name }, to, by: actorOf(viewer) };
    await appendFact(client, id, { kind: "session_handed_over", at: Date.now(), turn: null, payload });
  });
  await announceSession(id);
}
