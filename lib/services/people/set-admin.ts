/** Makes somebody an administrator, or no longer one. */
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";
import { keepAnAdministrator } from "./keep-an-administrator";

/** Refuses "last_administrator" when nobody would be left. */
export async function setAdmin(viewer: Viewer, personId: number, isAdmin: boolean): Promise<void> {
  authorizeInstallation(viewer, "people:administer");
  await prisma.$transaction(async (tx) => {
    if (!isAdmin) await keepAnAdministrator(tx, personId);
    const { count } = await tx.person.updateMany({ where: { id: personId }, data: { isAdmin } });
    if (count === 0) refuse("not_found");
  });
}
