/** Renames a session by recording the fact. */
import { actorOf, type Viewer } from "@/lib/domain/viewer";
import { openSession } from "./open-session";
import { recordFactOnce } from "./record-fact";

/** `title` is a parsed one (titleSchema). The same title again records nothing. */
export async function renameSession(viewer: Viewer, sessionId: string, title: string): Promise<void> {
  const session = await openSession(viewer, "session:rename", sessionId);
  await recordFactOnce(session, (now) => now.title === title, {
    kind: "session_renamed",
    at: Date.now(),
    turn: null,
    payload: { title, by: actorOf(viewer) },
  });
}
