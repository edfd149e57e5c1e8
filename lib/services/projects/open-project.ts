/** A project by its number, for whoever has this right there: what a page asks before anything that takes its time. */
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation, authorizeProject } from "@/lib/services/authorize";

export type OpenedProject = { id: number; name: string; archived: boolean };
export type PageRight = "projects:administer" | "project:cost";

/** Refuses "not_found" for unknown and forbidden projects alike. */
export async function openProject(viewer: Viewer, right: PageRight, projectId: number): Promise<OpenedProject> {
  if (right === "project:cost") authorizeProject(viewer, right, projectId);
  else authorizeInstallation(viewer, right);
  const project = await prisma.project.findUnique({ where: { id: projectId }, select: { name: true, archivedAt: true } });
  if (!project) refuse("not_found");
  return { id: projectId, name: project.name, archived: project.archivedAt !== null };
}
