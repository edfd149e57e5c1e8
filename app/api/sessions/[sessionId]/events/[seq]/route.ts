import { currentViewer } from "@/lib/auth/current-viewer";
import { type Refusal, RefusedError } from "@/lib/domain/refusal";
import { loadEvent } from "@/lib/services/sessions/load-event";

export const dynamic = "force-dynamic";

const headers = { "cache-control": "no-store" };
const statuses: Partial<Record<Refusal["code"], number>> = { unauthenticated: 401, not_found: 404, storage_unavailable: 503 };

const refused = (refusal: Refusal): Response => Response.json({ ok: false, refusal }, { status: statuses[refusal.code] ?? 400, headers });

/** One event in full, and the frame it came from as text: what a page asks for behind "Show all". */
export async function GET(_request: Request, { params }: { params: Promise<{ sessionId: string; seq: string }> }): Promise<Response> {
  const viewer = await currentViewer();
  if (!viewer) return refused({ code: "unauthenticated" });
  const { sessionId, seq } = await params;
  try {
    const { event, raw } = await loadEvent(viewer, sessionId, /^\d{1,10}$/.test(seq) ? Number(seq) : 0);
    return Response.json({ ok: true, event, raw: raw?.toString("utf8") ?? null }, { headers });
  } catch (error) {
    if (error instanceof RefusedError) return refused(error.refusal);
    throw error;
  }
}
