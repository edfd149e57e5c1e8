/** The viewer changes how they are called; what is in the log keeps the name of its time. */
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";

/** `name` is a parsed one (personNameSchema). */
export async function renameSelf(viewer: Viewer, name: string): Promise<void> {
  authorizeInstallation(viewer, "account:own");
  await prisma.person.update({ where: { id: viewer.personId }, data: { name } });
}
