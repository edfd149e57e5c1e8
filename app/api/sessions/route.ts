import { currentViewer } from "@/lib/auth/current-viewer";
import { findSessions } from "@/lib/services/sessions/find-sessions";

export const dynamic = "force-dynamic";

const headers = { "cache-control": "no-store" };

/** Sessions to jump to: `?text=` of a title. A GET, so that the next keystroke can abort it. */
export async function GET(request: Request): Promise<Response> {
  const viewer = await currentViewer();
  if (!viewer) return Response.json({ ok: false, refusal: { code: "unauthenticated" } }, { status: 401, headers });
  const rows = await findSessions(viewer, new URL(request.url).searchParams.get("text") ?? "");
  const sessions = rows.map(({ id, title, projectName, state, activeAt }) => ({ id, title, projectName, state, activeAt }));
  return Response.json({ ok: true, sessions }, { headers });
}
