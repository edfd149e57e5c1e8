import { answerRequest } from "@/lib/auth/answer-request";
import { findSessions } from "@/lib/services/sessions/find-sessions";

export const dynamic = "force-dynamic";

/** Sessions to jump to: `?text=` of a title. A GET, so that the next keystroke can abort it. */
export async function GET(request: Request): Promise<Response> {
  return answerRequest(async (viewer) => {
    const rows = await findSessions(viewer, new URL(request.url).searchParams.get("text") ?? "");
    return {
      now: Date.now(),
      sessions: rows.map(({ id, title, projectName, state, activeAt }) => ({ id, title, projectName, state, activeAt })),
    };
  });
}
