/** Gives a session to another developer of its project: who that can be, and the fact that is recorded. */
import { byName } from "@/lib/domain/by-name";
import { refuse } from "@/lib/domain/refusal";
import { actorOf, type Viewer } from "@/lib/domain/viewer";
import { inTransaction } from "@/lib/platform/in-transaction";
import { prisma } from "@/lib/platform/prisma";
import { openSession } from "./open-session";
import { announceSession, appendFact } from "./record-fact";

export type Successor = { id: number; name: string; email: string };

const successorsOf = ({ projectId, ownerId }: { projectId: number; ownerId: number }) => ({
  disabledAt: null,
  memberships: { some: { projectId, role: "developer" as const } },
  NOT: { id: ownerId },
});

/** The developers of its project who can still sign in, without its owner; by name. */
export async function listSuccessors(viewer: Viewer, sessionId: string): Promise<Successor[]> {
  const { subject } = await openSession(viewer, "session:hand-over", sessionId);
  const select = { id: true, name: true, email: true };
  return byName(await prisma.person.findMany({ where: successorsOf(subject), select, orderBy: { id: "asc" } }));
}

/** Refuses "not_found" for a person who is no developer of the project, unknown ones alike. Whose it is already keeps it. */
export async function handOverSession(viewer: Viewer, sessionId: string, personId: number): Promise<void> {
  const { id, subject, owner } = await openSession(viewer, "session:hand-over", sessionId);
  if (personId === subject.ownerId) return;
  const to = await prisma.person.findFirst({
    where: { ...successorsOf(subject), AND: { id: personId } },
    select: { id: true, name: true },
  });
  if (!to) refuse("not_found", "This person is not a developer of the project.");
  await inTransaction(async (client) => {
    // Two who hand it over at once follow each other, and the second finds that it is not theirs any more.
    const { rows } = await client.query<{ owner_id: number }>("SELECT owner_id FROM session WHERE id = $1 FOR NO KEY UPDATE", [id]);
    if (rows[0]?.owner_id !== subject.ownerId) refuse("not_found");
    const payload = { from: { personId: owner.id, name: owner.name }, to: { personId: to.id, name: to.name }, by: actorOf(viewer) };
    await appendFact(client, id, { kind: "session_handed_over", at: Date.now(), turn: null, payload });
  });
  await announceSession(id);
}
