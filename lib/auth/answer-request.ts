/** The one border of every route handler for browsers: who asks, what they get, and the status that goes with a refusal. */
import type { Refusal } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { currentViewer } from "./current-viewer";
import { refusalFor } from "./refusal-for";

const headers = { "cache-control": "no-store" };
const statuses: Partial<Record<Refusal["code"], number>> = {
  unauthenticated: 401,
  not_found: 404,
  storage_unavailable: 503,
  internal: 500,
};

export const refused = (refusal: Refusal): Response =>
  Response.json({ ok: false, refusal }, { status: statuses[refusal.code] ?? 400, headers });

/** Answers with what `verb` gives, as JSON that no cache keeps; the verb checks the right. */
export async function answerRequest(verb: (viewer: Viewer) => Promise<object>): Promise<Response> {
  try {
    const viewer = await currentViewer();
    if (!viewer) return refused({ code: "unauthenticated" });
    return Response.json({ ok: true, ...(await verb(viewer)) }, { headers });
  } catch (error) {
    return refused(refusalFor(error, "a route"));
  }
}
