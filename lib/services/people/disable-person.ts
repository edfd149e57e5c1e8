/** Disables an account, which ends every device of it at once, and enables it again. */
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";
import { announceUnderWay } from "@/lib/services/sessions/announce-under-way";
import { keepAnAdministrator } from "./keep-an-administrator";
import { revokeDevices } from "./revoke-devices";

/** Their sessions stay, and start nothing by themselves any more. Refuses "last_administrator". */
export async function disablePerson(viewer: Viewer, personId: number): Promise<void> {
  authorizeInstallation(viewer, "people:administer");
  await prisma.$transaction(async (tx) => {
    await keepAnAdministrator(tx, personId);
    const { count } = await tx.person.updateMany({ where: { id: personId }, data: { disabledAt: new Date() } });
    if (count === 0) refuse("not_found");
    await revokeDevices(tx, { personId });
    await tx.passwordLink.deleteMany({ where: { personId, usedAt: null } });
  });
  await announceUnderWay({ personId });
}

/** The old password works again; devices have to sign in anew, and what waits in their sessions goes on. */
export async function enablePerson(viewer: Viewer, personId: number): Promise<void> {
  authorizeInstallation(viewer, "people:administer");
  const { count } = await prisma.person.updateMany({ where: { id: personId }, data: { disabledAt: null } });
  if (count === 0) refuse("not_found");
  await announceUnderWay({ personId });
}
