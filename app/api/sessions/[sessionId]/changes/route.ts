import { answerRequest } from "@/lib/auth/answer-request";
import { listChanges } from "@/lib/services/sessions/list-changes";

export const dynamic = "force-dynamic";

/** The files that a session changed: what its Changes panel shows, and the sum on its button. */
export async function GET(_request: Request, { params }: { params: Promise<{ sessionId: string }> }): Promise<Response> {
  return answerRequest(async (viewer) => listChanges(viewer, (await params).sessionId));
}
