/** The viewer's own prompts for a project, by name. */
import type { SavedPrompt } from "@/lib/domain/projects/saved-prompt";
import { byName } from "@/lib/domain/text/by-name";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { openPrompts } from "./open-prompts";

export async function listPrompts(viewer: Viewer, projectId: number): Promise<SavedPrompt[]> {
  const own = openPrompts(viewer, projectId);
  return byName(await prisma.savedPrompt.findMany({ where: own, select: { id: true, name: true, text: true }, orderBy: { id: "asc" } }));
}
