"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { answerAction } from "@/lib/auth/answer-action";
import type { Answer } from "@/lib/domain/refusal";
import { typedRowId } from "@/lib/domain/row-id";
import { titleSchema } from "@/lib/domain/sessions/title";
import { archiveSession, restoreSession } from "@/lib/services/sessions/archive-session";
import { createSession, createSessionInput } from "@/lib/services/sessions/create-session";
import { handOverSession, listSuccessors, type Successor } from "@/lib/services/sessions/hand-over-session";
import { renameSession } from "@/lib/services/sessions/rename-session";
import { shareSession } from "@/lib/services/sessions/share-session";

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

export async function shareSessionAction(input: { sessionId: string; mode: "owner" | "project" } | FormData): Promise<Answer> {
  return answerAction(z.object({ sessionId, mode: z.enum(["owner", "project"]) }), input, async (viewer, { sessionId, mode }) => {
    await shareSession(viewer, sessionId, mode);
    revalidatePath("/sessions", "layout");
    return {};
  });
}

export async function listSuccessorsAction(input: { sessionId: string } | FormData): Promise<Answer<{ people: Successor[] }>> {
  return answerAction(z.object({ sessionId }), input, async (viewer, { sessionId }) => ({
    people: await listSuccessors(viewer, sessionId),
  }));
}

export async function handOverSessionAction(input: { sessionId: string; personId: number } | FormData): Promise<Answer> {
  return answerAction(z.object({ sessionId, personId: typedRowId }), input, async (viewer, to) => {
    await handOverSession(viewer, to.sessionId, to.personId);
    revalidatePath("/sessions", "layout");
    return {};
  });
}
