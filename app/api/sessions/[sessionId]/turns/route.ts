import { answerRequest } from "@/lib/auth/answer-request";
import { refuse } from "@/lib/domain/refusal";
import { listTurns, turnPlace } from "@/lib/services/sessions/list-turns";

export const dynamic = "force-dynamic";

/** The newest turns of a session in a line each, or those before turn `?before=NO`. */
export async function GET(request: Request, { params }: { params: Promise<{ sessionId: string }> }): Promise<Response> {
  return answerRequest(async (viewer) => {
    const { sessionId } = await params;
    const place = turnPlace.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    return listTurns(viewer, sessionId, place.success ? place.data : refuse("invalid_payload"));
  });
}
