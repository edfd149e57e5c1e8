/** Archives and restores a session by recording the fact; nothing is deleted. */
import { actorOf, type Viewer } from "@/lib/domain/viewer";
import { openSession } from "./open-session";
import { recordFactOnce } from "./record-fact";

/** What is archived already stays as it is. */
export async function archiveSession(viewer: Viewer, sessionId: string): Promise<void> {
  const session = await openSession(viewer, "session:archive", sessionId);
  await recordFactOnce(session, ({ archived }) => archived, {
    kind: "session_archived",
    at: Date.now(),
    turn: null,
    payload: { by: actorOf(viewer) },
  });
}

/** What is not archived stays as it is. */
export async function restoreSession(viewer: Viewer, sessionId: string): Promise<void> {
  const session = await openSession(viewer, "session:archive", sessionId);
  await recordFactOnce(session, ({ archived }) => !archived, {
    kind: "session_restored",
    at: Date.now(),
    turn: null,
    payload: { by: actorOf(viewer) },
  });
}
