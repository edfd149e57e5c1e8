/** Says what one person is in a project from now on. */
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";
import { announceUnderWay } from "@/lib/services/sessions/announce-under-way";
import { type MemberInput, storeMembers } from "./project-members";

/**
 * Without a role the person is out. One person at a time, so that two administrators who change others at once lose nothing.
 * Refuses "not_found" for an unknown person or project.
 */
export async function setMember(viewer: Viewer, projectId: number, member: MemberInput): Promise<void> {
  authorizeInstallation(viewer, "projects:administer");
  const { personId } = member;
  await prisma.$transaction(async (tx) => {
    // The person's row is the lock: who changes the same person at once follows the other.
    const people = await tx.$queryRaw<unknown[]>`SELECT 1 FROM person WHERE id = ${personId} FOR UPDATE`;
    if (people.length === 0 || (await tx.project.count({ where: { id: projectId } })) === 0) refuse("not_found");
    await tx.membership.deleteMany({ where: { projectId, personId } });
    await storeMembers(tx, projectId, [member]);
  });
  await announceUnderWay({ projectId, personId });
}
