import { answerRequest } from "@/lib/auth/answer-request";
import { listPaths } from "@/lib/services/sessions/list-paths";

export const dynamic = "force-dynamic";

/** The paths that the tools of a session were given or have shown, the newest first. */
export async function GET(_request: Request, { params }: { params: Promise<{ sessionId: string }> }): Promise<Response> {
  return answerRequest(async (viewer) => listPaths(viewer, (await params).sessionId));
}
