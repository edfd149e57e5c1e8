import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { z } from "zod";
import { archiveSessionAction, renameSessionAction, restoreSessionAction } from "@/app/(signed-in)/sessions/actions";
import { SessionSkeleton } from "@/components/session/session-skeleton";
import { SessionView } from "@/components/session/session-view";
import { requireViewer } from "@/lib/auth/current-viewer";
import { RefusedError } from "@/lib/domain/refusal";
import { actorOf, type Viewer } from "@/lib/domain/viewer";
import { loadTranscript } from "@/lib/services/sessions/load-transcript";
import { openSession } from "@/lib/services/sessions/open-session";
import { listPromptsAction, removePromptAction, savePromptAction } from "./prompt-actions";

type Props = { params: Promise<{ sessionId: string }>; searchParams: Promise<{ at?: string | string[] }> };
/** The event that a link leads to: `?at=SEQ`; anything else leads to the end. */
const linkedEvent = z.coerce.number().int().min(1).max(2_147_483_647).nullable().catch(null);
const prompts = { list: listPromptsAction, save: savePromptAction, remove: removePromptAction };
const verbs = { rename: renameSessionAction, archive: archiveSessionAction, restore: restoreSessionAction, prompts };

/** Unknown and forbidden look alike. */
async function openOrNotFound(viewer: Viewer, sessionId: string) {
  try {
    return await openSession(viewer, "session:read", sessionId);
  } catch (error) {
    if (error instanceof RefusedError && error.refusal.code === "not_found") notFound();
    throw error;
  }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const viewer = await requireViewer();
  const { sessionId } = await params;
  const session = await openSession(viewer, "session:read", sessionId).catch(() => null);
  return { title: session?.title || "Not found" };
}

async function Session({ viewer, sessionId, at }: { viewer: Viewer; sessionId: string; at: number | null }) {
  const { session, windows } = await loadTranscript(viewer, sessionId, at);
  return <SessionView key={`${session.id}:${at}`} session={session} viewer={actorOf(viewer)} windows={windows} at={at} verbs={verbs} />;
}

export default async function SessionPage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const { sessionId } = await params;
  const { id } = await openOrNotFound(viewer, sessionId);
  const at = linkedEvent.parse((await searchParams).at ?? null);
  return (
    <Suspense fallback={<SessionSkeleton />}>
      <Session viewer={viewer} sessionId={id} at={at} />
    </Suspense>
  );
}
