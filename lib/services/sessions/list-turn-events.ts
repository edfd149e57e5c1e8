/** The events of one turn as the log has them, without what is in them: what the inspector lists. */
import { z } from "zod";
import { refuse } from "@/lib/domain/refusal";
import { ROW_ID_MAX, typedRowId } from "@/lib/domain/row-id";
import type { EventLine, EventPage } from "@/lib/domain/sessions/turn-outline";
import type { Viewer } from "@/lib/domain/viewer";
import { pgPool } from "@/lib/platform/pg-pool";
import { openSession } from "./open-session";

/** `after`: the events behind this one. */
export const eventPlace = z.strictObject({ no: typedRowId, after: typedRowId.optional() });
export type EventPlace = z.infer<typeof eventPlace>;

const PAGE = 200;

/** From the opening to the end, and what happened meanwhile outside of it; a frame's length is known without reading it. */
const EVENTS = `
SELECT seq, (extract(epoch FROM at) * 1000)::float8 AS at, turn_no AS turn, kind, coalesce(octet_length(raw), octet_length(payload::text)) AS bytes
  FROM event WHERE session_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4`;

/** At most 200 events. Refuses "not_found" for unknown and forbidden sessions, and for turns that are not there. */
export async function listTurnEvents(
  viewer: Viewer,
  sessionId: string,
  { no, after = 0 }: EventPlace,
  { pageSize = PAGE }: { pageSize?: number } = {},
): Promise<EventPage> {
  const { id } = await openSession(viewer, "session:read", sessionId);
  const pool = pgPool();
  const found = await pool.query<{ first: number; last: number }>(
    "SELECT opened_seq AS first, coalesce(closed_seq, $3) AS last FROM turn WHERE session_id = $1 AND no = $2",
    [id, no, ROW_ID_MAX],
  );
  const turn = found.rows[0] ?? refuse("not_found");
  const { rows } = await pool.query<EventLine>(EVENTS, [id, Math.max(after, turn.first - 1), turn.last, pageSize + 1]);
  const events = rows.slice(0, pageSize);
  return { events, next: rows.length > pageSize ? (events.at(-1)?.seq ?? null) : null };
}
