/** Renames, archives and restores a project; archiving starts nothing new in it and deletes nothing. */
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { pgPool } from "@/lib/platform/pg-pool";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";

async function change(projectId: number, columns: { name: string } | { archivedAt: Date | null }): Promise<void> {
  const { count } = await prisma.project.updateMany({ where: { id: projectId }, data: columns });
  if (count === 0) refuse("not_found");
}

const WAITING = `
SELECT pg_notify('session_events', s.id::text) FROM session s
 WHERE s.project_id = $1 AND EXISTS (SELECT FROM queued_message q WHERE q.session_id = s.id)`;

/** Whether their messages go on waiting is another matter now. */
async function announceWaiting(projectId: number): Promise<void> {
  await pgPool().query(WAITING, [projectId]);
}

/** `name` is a parsed one (projectNameSchema). */
export async function renameProject(viewer: Viewer, projectId: number, name: string): Promise<void> {
  authorizeInstallation(viewer, "projects:administer");
  await change(projectId, { name });
}

export async function archiveProject(viewer: Viewer, projectId: number): Promise<void> {
  authorizeInstallation(viewer, "projects:administer");
  await change(projectId, { archivedAt: new Date() });
  await announceWaiting(projectId);
}

export async function restoreProject(viewer: Viewer, projectId: number): Promise<void> {
  authorizeInstallation(viewer, "projects:administer");
  await change(projectId, { archivedAt: null });
  await announceWaiting(projectId);
}
