"use server";
import { z } from "zod";
import { answerAction } from "@/lib/auth/answer-action";
import { type SavedPrompt, savedPromptSchema } from "@/lib/domain/projects/saved-prompt";
import type { Answer } from "@/lib/domain/refusal";
import { rowId } from "@/lib/domain/row-id";
import { listPrompts } from "@/lib/services/prompts/list-prompts";
import { removePrompt } from "@/lib/services/prompts/remove-prompt";
import { savePrompt } from "@/lib/services/prompts/save-prompt";

const projectId = rowId;

export async function listPromptsAction(input: { projectId: number }): Promise<Answer<{ prompts: SavedPrompt[] }>> {
  return answerAction(z.object({ projectId }), input, async (viewer, { projectId }) => ({ prompts: await listPrompts(viewer, projectId) }));
}

export async function savePromptAction(input: { projectId: number; name: string; text: string }): Promise<Answer<{ prompt: SavedPrompt }>> {
  return answerAction(savedPromptSchema.extend({ projectId }), input, async (viewer, { projectId, name, text }) => ({
    prompt: await savePrompt(viewer, projectId, { name, text }),
  }));
}

export async function removePromptAction(input: { projectId: number; id: number }): Promise<Answer> {
  return answerAction(z.object({ projectId, id: rowId }), input, async (viewer, { projectId, id }) => {
    await removePrompt(viewer, projectId, id);
    return {};
  });
}
