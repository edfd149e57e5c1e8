import { answerRequest } from "@/lib/auth/answer-request";
import { loadEvent } from "@/lib/services/sessions/load-event";

export const dynamic = "force-dynamic";

/** One event in full, and the frame it came from as text: what a page asks for behind "Show all". */
export async function GET(_request: Request, { params }: { params: Promise<{ sessionId: string; seq: string }> }): Promise<Response> {
  return answerRequest(async (viewer) => {
    const { sessionId, seq } = await params;
    const { event, raw } = await loadEvent(viewer, sessionId, /^\d{1,10}$/.test(seq) ? Number(seq) : 0);
    return { event, raw: raw?.toString("utf8") ?? null };
  });
}
