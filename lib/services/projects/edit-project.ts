/** Renames, archives and restores a project; archiving starts nothing new in it and deletes nothing. */
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";
import { announceUnderWay } from "@/lib/services/sessions/announce-under-way";

async function change(projectId: number, columns: { name: string } | { archivedAt: Date | null }): Promise<void> {
  const { count } = await prisma.project.updateMany({ where: { id: projectId }, data: columns });
  if (count === 0) refuse("not_found");
}

/** `name` is a parsed one (projectNameSchema). */
export async function renameProject(viewer: Viewer, projectId: number, name: string): Promise<void> {
  authorizeInstallation(viewer, "projects:administer");
  await change(projectId, { name });
}

export async function archiveProject(viewer: Viewer, projectId: number): Promise<void> {
  authorizeInstallation(viewer, "projects:administer");
  await change(projectId, { archivedAt: new Date() });
  await announceUnderWay({ projectId });
}

export async function restoreProject(viewer: Viewer, projectId: number): Promise<void> {
  authorizeInstallation(viewer, "projects:administer");
  await change(projectId, { archivedAt: null });
  await announceUnderWay({ projectId });
}
