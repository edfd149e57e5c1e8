/** A session's log as of now, for the first paint of its page; the channel goes on from there. */
import { can, type SessionAction, sessionActions } from "@/lib/domain/policy";
import { refuse } from "@/lib/domain/refusal";
import type { ViewerEvent } from "@/lib/domain/session-event";
import type { Viewer } from "@/lib/domain/viewer";
import { previewEvent } from "@/lib/event-log/preview-event";
import { readEvents } from "@/lib/event-log/read-events";
import { pgPool } from "@/lib/platform/pg-pool";
import { openSession } from "./open-session";
import { SESSION_ROW, type SessionRow } from "./session-row";

export type LoadedTranscript = {
  session: SessionRow & { rights: Record<SessionAction, boolean> };
  /** From seq 1 on without gaps, long texts as previews; at most EVENTS_MAX, the rest comes through the channel. */
  events: ViewerEvent[];
  /** The last seq of `events`: where to join. 0: nothing yet. */
  head: number;
};

const EVENTS_MAX = 20_000;

/** Refuses "not_found" for unknown and forbidden sessions. */
export async function loadTranscript(
  viewer: Viewer,
  sessionId: string,
  { limit = EVENTS_MAX }: { limit?: number } = {},
): Promise<LoadedTranscript> {
  const { id, subject } = await openSession(viewer, "session:read", sessionId);
  const [recorded, { rows }] = await Promise.all([
    readEvents(pgPool(), id, { after: 0, limit: Math.min(limit, EVENTS_MAX) }),
    pgPool().query<SessionRow>(`SELECT ${SESSION_ROW} WHERE s.id = $1`, [id]),
  ]);
  const row = rows[0] ?? refuse("not_found");
  const rights = Object.fromEntries(sessionActions.map((action) => [action, can(viewer, action, subject)])) as Record<
    SessionAction,
    boolean
  >; // as: fromEntries loses the literal keys
  const events = recorded.map((event) => previewEvent(event));
  return { session: { ...row, rights }, events, head: events.at(-1)?.seq ?? 0 };
}
