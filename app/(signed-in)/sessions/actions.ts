"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { answerAction } from "@/lib/auth/answer-action";
import type { Answer } from "@/lib/domain/refusal";
import { titleSchema } from "@/lib/domain/title";
import { archiveSession, restoreSession } from "@/lib/services/sessions/archive-session";
import { createSession, createSessionInput } from "@/lib/services/sessions/create-session";
import { renameSession } from "@/lib/services/sessions/rename-session";

const sessionId = z.string().max(64);

export async function createSessionAction(
  input: { projectId: number; title?: string; role?: string } | FormData,
): Promise<Answer<{ id: string }>> {
  return answerAction(createSessionInput, input, async (viewer, session) => {
    const created = await createSession(viewer, session);
    revalidatePath("/sessions");
    return created;
  });
}

export async function renameSessionAction(input: { sessionId: string; title: string } | FormData): Promise<Answer> {
  return answerAction(z.object({ sessionId, title: titleSchema }), input, async (viewer, { sessionId, title }) => {
    await renameSession(viewer, sessionId, title);
    revalidatePath("/sessions", "layout");
    return {};
  });
}

export async function archiveSessionAction(input: { sessionId: string } | FormData): Promise<Answer> {
  return answerAction(z.object({ sessionId }), input, async (viewer, { sessionId }) => {
    await archiveSession(viewer, sessionId);
    revalidatePath("/sessions", "layout");
    return {};
  });
}

export async function restoreSessionAction(input: { sessionId: string } | FormData): Promise<Answer> {
  return answerAction(z.object({ sessionId }), input, async (viewer, { sessionId }) => {
    await restoreSession(viewer, sessionId);
    revalidatePath("/sessions", "layout");
    return {};
  });
}
