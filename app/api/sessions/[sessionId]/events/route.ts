import { answerRequest } from "@/lib/auth/answer-request";
import { refuse } from "@/lib/domain/refusal";
import { loadWindow, windowPlace } from "@/lib/services/sessions/load-window";

export const dynamic = "force-dynamic";

/** A part of the log with what was known before it: `?before=SEQ`, `?after=SEQ`, `?at=SEQ`, one of them. */
export async function GET(request: Request, { params }: { params: Promise<{ sessionId: string }> }): Promise<Response> {
  return answerRequest(async (viewer) => {
    const { sessionId } = await params;
    const place = windowPlace.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    return loadWindow(viewer, sessionId, place.success ? place.data : refuse("invalid_payload"));
  });
}
