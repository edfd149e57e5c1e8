/** Keeps a prompt under its name; the same name again replaces its text. */
import type { z } from "zod";
import type { SavedPrompt, savedPromptSchema } from "@/lib/domain/projects/saved-prompt";
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { lockPeople } from "@/lib/services/people/lock-people";
import { openPrompts } from "./open-prompts";

const PROMPTS_MAX = 200;

/** `prompt` is a parsed one. */
export async function savePrompt(viewer: Viewer, projectId: number, prompt: z.output<typeof savedPromptSchema>): Promise<SavedPrompt> {
  const own = openPrompts(viewer, projectId);
  const { name, text } = prompt;
  return prisma.$transaction(async (tx) => {
    // Who saves two at once is counted one after the other.
    await lockPeople(tx, [own.personId]);
    const others = await tx.savedPrompt.count({ where: { ...own, name: { not: name } } });
    if (others >= PROMPTS_MAX) refuse("invalid_payload", `At most ${PROMPTS_MAX} prompts are kept for a project. Remove one first.`);
    return tx.savedPrompt.upsert({
      where: { personId_projectId_name: { ...own, name } },
      create: { ...own, name, text },
      update: { text },
      select: { id: true, name: true, text: true },
    });
  });
}
