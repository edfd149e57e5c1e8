/** Renames, archives and restores a project; archiving starts nothing new in it and deletes nothing. */
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { UNDER_WAY } from "@/lib/event-log/under-way";
import { pgPool } from "@/lib/platform/pg-pool";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";
import { announceSession } from "@/lib/services/sessions/record-fact";

async function change(projectId: number, columns: { name: string } | { archivedAt: Date | null }): Promise<void> {
  const { count } = await prisma.project.updateMany({ where: { id: projectId }, data: columns });
  if (count === 0) refuse("not_found");
}

const GOES_ON = `SELECT s.id FROM session s WHERE s.project_id = $1 AND ${UNDER_WAY}`;

/** Whether they go on is another matter now. */
async function announceSessions(projectId: number): Promise<void> {
  const { rows } = await pgPool().query<{ id: string }>(GOES_ON, [projectId]);
  await announceSession(...rows.map(({ id }) => id));
}

/** `name` is a parsed one (projectNameSchema). */
export async function renameProject(viewer: Viewer, projectId: number, name: string): Promise<void> {
  authorizeInstallation(viewer, "projects:administer");
  await change(projectId, { name });
}

export async function archiveProject(viewer: Viewer, projectId: number): Promise<void> {
  authorizeInstallation(viewer, "projects:administer");
  await change(projectId, { archivedAt: new Date() });
  await announceSessions(projectId);
}

export async function restoreProject(viewer: Viewer, projectId: number): Promise<void> {
  authorizeInstallation(viewer, "projects:administer");
  await change(projectId, { archivedAt: null });
  await announceSessions(projectId);
}
