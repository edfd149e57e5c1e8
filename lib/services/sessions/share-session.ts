/** Lets the project's developers write in a session, or only its owner again, by recording the fact. */
import { actorOf, type Viewer } from "@/lib/domain/viewer";
import { openSession } from "./open-session";
import { recordFactOnce } from "./record-fact";

/** What is so already stays as it is. */
export async function shareSession(viewer: Viewer, sessionId: string, mode: "owner" | "project"): Promise<void> {
  const session = await openSession(viewer, "session:share", sessionId);
  await recordFactOnce(session, ({ shared }) => shared === (mode === "project"), {
    kind: "session_shared",
    at: Date.now(),
    turn: null,
    payload: { mode, by: actorOf(viewer) },
  });
}
