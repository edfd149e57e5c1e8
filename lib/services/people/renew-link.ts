/** A fresh one-time link for somebody whose link expired or who forgot the password; the old password works until it is used. */
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";
import { lockPeople } from "./lock-people";
import { issueLink, type OneTimeLink } from "./password-link";

/** Refuses "not_found" for unknown and disabled people. */
export async function renewLink(viewer: Viewer, personId: number): Promise<{ link: OneTimeLink }> {
  authorizeInstallation(viewer, "people:administer");
  return prisma.$transaction(async (tx) => {
    await lockPeople(tx, [personId]);
    const person = await tx.person.findUnique({ where: { id: personId }, select: { disabledAt: true } });
    if (!person || person.disabledAt) refuse("not_found");
    return { link: await issueLink(tx, personId) };
  });
}
