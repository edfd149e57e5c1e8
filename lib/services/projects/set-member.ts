/** Says what one person is in a project from now on; when that changes, live sockets under the old rights are cut and come back with the new ones. */
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";
import { bumpRights } from "@/lib/services/people/bump-rights";
import { announceUnderWay } from "@/lib/services/sessions/announce-under-way";
import { type MemberInput, storeMembers } from "./project-members";

/**
 * Without a role the person is out. One person at a time, so that two administrators who change others at once lose nothing.
 * Refuses "not_found" for an unknown person or project.
 */
export async function setMember(viewer: Viewer, projectId: number, member: MemberInput): Promise<void> {
  authorizeInstallation(viewer, "projects:administer");
  const { personId } = member;
  const wanted = new Set(member.roles);
  await prisma.$transaction(async (tx) => {
    // The person's row is the lock: who changes the same person at once follows the other.
    const people = await tx.$queryRaw<unknown[]>`SELECT 1 FROM person WHERE id = ${personId} FOR UPDATE`;
    if (people.length === 0 || (await tx.project.count({ where: { id: projectId } })) === 0) refuse("not_found");
    const before = await tx.membership.findMany({ where: { projectId, personId } });
    const roles = new Set(before.map((row) => row.role));
    if (roles.size === wanted.size && [...wanted].every((role) => roles.has(role))) return;
    await tx.membership.deleteMany({ where: { projectId, personId } });
    await storeMembers(tx, projectId, [member]);
    await bumpRights(tx, [personId]);
  });
  await announceUnderWay({ projectId, personId });
}
