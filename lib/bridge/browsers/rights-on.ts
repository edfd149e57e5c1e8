/** What a viewer may do in a session at this moment, and which events may change that. */
import { type SessionRights, sessionRights } from "@/lib/domain/policy";
import { RefusedError } from "@/lib/domain/refusal";
import type { ViewerEvent } from "@/lib/domain/sessions/session-event";
import type { Viewer } from "@/lib/domain/viewer";
import { openSession } from "@/lib/services/sessions/open-session";

const CHANGING: ReadonlySet<string> = new Set(["session_shared", "session_handed_over", "session_archived", "session_restored"]);

export const changesRights = ({ kind }: Pick<ViewerEvent, "kind">): boolean => CHANGING.has(kind);

/** Null: they may not even read it. Only a clear no is a no: a database that is away throws. */
export async function rightsOn(viewer: Viewer, sessionId: string): Promise<SessionRights | null> {
  try {
    return sessionRights(viewer, (await openSession(viewer, "session:read", sessionId)).subject);
  } catch (error) {
    if (error instanceof RefusedError) return null;
    throw error;
  }
}
