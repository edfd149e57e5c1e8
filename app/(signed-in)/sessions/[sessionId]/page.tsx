import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { restoreProjectAction } from "@/app/(signed-in)/projects/actions";
import {
  archiveSessionAction,
  handOverSessionAction,
  listSuccessorsAction,
  renameSessionAction,
  restoreSessionAction,
  shareSessionAction,
} from "@/app/(signed-in)/sessions/actions";
import { SessionCostFacts } from "@/components/project/session-cost";
import { SessionSkeleton } from "@/components/session/session-skeleton";
import { SessionView } from "@/components/session/session-view";
import { PageBody, PageHeader } from "@/components/shell/page-header";
import { InRail } from "@/components/shell/rail-place";
import { requireViewer } from "@/lib/auth/current-viewer";
import { can } from "@/lib/domain/policy";
import { RefusedError } from "@/lib/domain/refusal";
import { typedRowId } from "@/lib/domain/row-id";
import { actorOf, type Viewer } from "@/lib/domain/viewer";
import { loadTranscript } from "@/lib/services/sessions/load-transcript";
import { openSession } from "@/lib/services/sessions/open-session";
import { loadSessionCost, type SessionCost } from "@/lib/services/sessions/session-costs";
import { listPromptsAction, removePromptAction, savePromptAction } from "./prompt-actions";

type Props = { params: Promise<{ sessionId: string }>; searchParams: Promise<{ at?: string | string[] }> };
/** The event that a link leads to: `?at=SEQ`; anything else leads to the end. */
const linkedEvent = typedRowId.nullable().catch(null);
const prompts = { list: listPromptsAction, save: savePromptAction, remove: removePromptAction };
const verbs = {
  rename: renameSessionAction,
  archive: archiveSessionAction,
  restore: restoreSessionAction,
  restoreProject: restoreProjectAction,
  share: shareSessionAction,
  successors: listSuccessorsAction,
  handOver: handOverSessionAction,
  prompts,
};

/** Asked once for a page, however many of its parts ask. */
const openOnce = cache(openSession);
const costOnce = cache(loadSessionCost);

const isHidden = (error: unknown): boolean => error instanceof RefusedError && error.refusal.code === "not_found";

/** What this viewer may have of the session. Unknown and forbidden look alike. */
async function openOrNotFound(viewer: Viewer, sessionId: string): Promise<{ id: string } | { cost: SessionCost }> {
  try {
    return await openOnce(viewer, "session:read", sessionId);
  } catch (error) {
    if (!isHidden(error)) throw error;
  }
  try {
    return { cost: await costOnce(viewer, sessionId) };
  } catch (error) {
    if (isHidden(error)) notFound();
    throw error;
  }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const viewer = await requireViewer();
  const { sessionId } = await params;
  const session = await openOnce(viewer, "session:read", sessionId).catch(() => null);
  if (session) return { title: session.title };
  const cost = await costOnce(viewer, sessionId).catch(() => null);
  return { title: cost ? "Cost of a session" : "Not found" };
}

function CostOnly({ cost }: { cost: SessionCost }) {
  return (
    <>
      <PageHeader title={`A session of ${cost.owner.name}`} above={{ href: `/projects/${cost.project.id}/costs`, label: "Costs" }} />
      <PageBody width="form">
        <p className="mb-4 text-muted-foreground">You see what this session cost. What is said in it is for its developer and reviewers.</p>
        <SessionCostFacts session={cost} now={Date.now()} />
      </PageBody>
    </>
  );
}

async function Session({ viewer, sessionId, at }: { viewer: Viewer; sessionId: string; at: number | null }) {
  const { session, windows } = await loadTranscript(viewer, sessionId, at);
  const inRail = { ...session, newsSeq: session.lastSeq, ownerName: session.owner.name, isMine: session.owner.id === viewer.personId };
  const onPage = { ...session, canRestoreProject: can(viewer, "projects:administer", { kind: "installation" }) };
  return (
    <>
      {session.archived ? null : <InRail session={inRail} />}
      <SessionView key={`${session.id}:${at}`} session={onPage} viewer={actorOf(viewer)} windows={windows} at={at} verbs={verbs} />
    </>
  );
}

export default async function SessionPage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const { sessionId } = await params;
  const opened = await openOrNotFound(viewer, sessionId);
  if ("cost" in opened) return <CostOnly cost={opened.cost} />;
  const at = linkedEvent.parse((await searchParams).at ?? null);
  return (
    <Suspense fallback={<SessionSkeleton />}>
      <Session viewer={viewer} sessionId={opened.id} at={at} />
    </Suspense>
  );
}
