import { answerRequest } from "@/lib/auth/answer-request";
import { refuse } from "@/lib/domain/refusal";
import { eventPlace, listTurnEvents } from "@/lib/services/sessions/list-turn-events";

export const dynamic = "force-dynamic";

/** Which events a turn has, from its first or after `?after=SEQ`; what is in one is asked for by its seq. */
export async function GET(request: Request, { params }: { params: Promise<{ sessionId: string; no: string }> }): Promise<Response> {
  return answerRequest(async (viewer) => {
    const { sessionId, no } = await params;
    const place = eventPlace.safeParse({ ...Object.fromEntries(new URL(request.url).searchParams), no });
    return listTurnEvents(viewer, sessionId, place.success ? place.data : refuse("invalid_payload"));
  });
}
