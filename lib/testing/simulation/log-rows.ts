/** The log of a session as the checker compares it, out of PostgreSQL. */
import type pg from "pg";
import { readEvents } from "@/lib/event-log/read-events";
import type { LogRow } from "./history";

type SourceRow = { stream: string; place: number; raw: Buffer | null };

/** Which epoch wrote a row is not on record: that a former holder writes nothing is told elsewhere. */
export async function rowsOfLog(pool: pg.Pool, sessionId: string): Promise<LogRow[]> {
  const text = "SELECT stream, stream_seq::int AS place, raw FROM event WHERE session_id = $1 ORDER BY seq";
  const { rows } = await pool.query<SourceRow>(text, [sessionId]);
  const events = await readEvents(pool, sessionId, { after: 0 });
  return rows.flatMap(({ stream, place, raw }, index) => {
    const event = events[index];
    return event ? [{ event, source: stream, sourceSeq: place, raw: raw?.toString() ?? null, writer: 1, claimed: 1 }] : [];
  });
}
