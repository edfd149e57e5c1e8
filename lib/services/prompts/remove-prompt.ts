/** Forgets one of the viewer's own prompts. */
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { openPrompts } from "./open-prompts";

/** Another person's prompt and an unknown one are both "not_found". */
export async function removePrompt(viewer: Viewer, projectId: number, id: number): Promise<void> {
  const own = openPrompts(viewer, projectId);
  const { count } = await prisma.savedPrompt.deleteMany({ where: { ...own, id } });
  if (count === 0) refuse("not_found");
}
