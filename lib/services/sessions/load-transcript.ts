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
  /** From seq 1 on without gaps, long texts as previews; as many as a page may weigh, the rest comes through the channel. */
  events: ViewerEvent[];
  /** The last seq of `events`: where to join. 0: nothing yet. */
  head: number;
};

const EVENTS_MAX = 20_000;
/** UTF-16 units of JSON: what a page may weigh before the channel takes over. */
const WEIGHT_MAX = 8 * 1024 * 1024;
const READ_AT_ONCE = 1_000;

async function readStart(sessionId: string, limit: number): Promise<ViewerEvent[]> {
  const events: ViewerEvent[] = [];
  let weight = 0;
  while (events.length < limit && weight < WEIGHT_MAX) {
    const after = events.at(-1)?.seq ?? 0;
    const read = await readEvents(pgPool(), sessionId, { after, limit: Math.min(READ_AT_ONCE, limit - events.length) });
    if (read.length === 0) break;
    for (const event of read) {
      if (weight >= WEIGHT_MAX) break;
      const preview = previewEvent(event);
      weight += JSON.stringify(preview).length;
      events.push(preview);
    }
  }
  return events;
}

/** Refuses "not_found" for unknown and forbidden sessions. */
export async function loadTranscript(
  viewer: Viewer,
  sessionId: string,
  { limit = EVENTS_MAX }: { limit?: number } = {},
): Promise<LoadedTranscript> {
  const { id, subject } = await openSession(viewer, "session:read", sessionId);
  const [events, { rows }] = await Promise.all([
    readStart(id, Math.min(limit, EVENTS_MAX)),
    pgPool().query<SessionRow>(`SELECT ${SESSION_ROW} WHERE s.id = $1`, [id]),
  ]);
  const row = rows[0] ?? refuse("not_found");
  const rights = {} as Record<SessionAction, boolean>; // as: filled for every action by the next line
  for (const action of sessionActions) rights[action] = can(viewer, action, subject);
  return { session: { ...row, rights }, events, head: events.at(-1)?.seq ?? 0 };
}
