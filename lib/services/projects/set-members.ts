/** Says who is in a project from now on, all at once; whoever's rights change is cut from live sockets and comes back with the new ones. */
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";
import { bumpRights } from "@/lib/services/people/bump-rights";
import { type MembersInput, membershipRows } from "./project-members";

/** People who are not in `members`, or in it without a role, are out. Refuses "not_found" for unknown people. */
export async function setMembers(viewer: Viewer, projectId: number, members: MembersInput): Promise<void> {
  authorizeInstallation(viewer, "projects:administer");
  const wanted = membershipRows(projectId, members);
  const personIds = members.map((m) => m.personId);
  await prisma.$transaction(async (tx) => {
    // The project's row is the lock: two administrators who save at once follow each other.
    const found = await tx.$queryRaw<unknown[]>`SELECT 1 FROM project WHERE id = ${projectId} FOR UPDATE`;
    if (found.length === 0 || (await tx.person.count({ where: { id: { in: personIds } } })) !== personIds.length) refuse("not_found");
    const before = await tx.membership.findMany({ where: { projectId } });
    await tx.membership.deleteMany({ where: { projectId } });
    await tx.membership.createMany({ data: wanted });
    const key = (row: { personId: number; role: string }) => `${row.personId} ${row.role}`;
    const [old, now] = [new Set(before.map(key)), new Set(wanted.map(key))];
    const changed = [...before.filter((row) => !now.has(key(row))), ...wanted.filter((row) => !old.has(key(row)))];
    await bumpRights(tx, [...new Set(changed.map((row) => row.personId))]);
  });
}
