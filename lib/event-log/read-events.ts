/** Reads the log: after a cursor in seq order, or one event with the frame it came from. */
import type pg from "pg";
import { type EventKind, parseSessionEvent, type SessionEvent } from "@/lib/domain/sessions/session-event";

export type EventRow = { seq: number; at: Date; turn_no: number | null; kind: string; payload: unknown };

const COLUMNS = "seq, at, turn_no, kind, payload";
/**
 * Bytes bound a read, so that a few huge results do not fill the memory; the first event always comes. A frame's length is known without reading
 * it, and unlike what is stored of a payload it is not that of its compressed form.
 */
const AFTER = `SELECT ${COLUMNS} FROM (
  SELECT ${COLUMNS}, sum(bytes) OVER (ORDER BY seq) - bytes AS before
    FROM (SELECT ${COLUMNS}, greatest(pg_column_size(payload), octet_length(raw)) AS bytes
      FROM event WHERE session_id = $1 AND seq > $2 ORDER BY seq LIMIT $3) next) page
  WHERE before < $4 ORDER BY seq`;
const LIMIT = 1_000;
const BYTES_MAX = 16 * 1024 * 1024;

export const toEvent = (row: EventRow): SessionEvent =>
  parseSessionEvent({ seq: row.seq, at: row.at.getTime(), turn: row.turn_no, kind: row.kind, payload: row.payload });

/** The events after `after`, at most `limit` (1,000), in seq order; fewer when they are large: read on from the last one. */
export async function readEvents(
  pool: pg.Pool | pg.ClientBase,
  sessionId: string,
  { after, limit = LIMIT }: { after: number; limit?: number },
): Promise<SessionEvent[]> {
  const { rows } = await pool.query<EventRow>({ name: "read_events", text: AFTER, values: [sessionId, after, limit, BYTES_MAX] });
  return rows.map(toEvent);
}

/** Calls are found by their row, not by their payload: results are large. A payload is read as text, as JSON with a NUL has no fields in PostgreSQL. */
const BEFORE = `SELECT ${COLUMNS} FROM event WHERE session_id = $1 AND seq < $2 AND (kind = ANY($3) OR seq IN (
  SELECT unnest(ARRAY[called_seq, returned_seq]) FROM tool_call WHERE session_id = $1 AND tool = ANY($4))
  OR (kind = 'command_answered' AND payload::text LIKE ANY($5))) ORDER BY seq`;

type Bookkeeping = { before: number; kinds: readonly EventKind[]; tools: readonly string[]; commands: readonly string[] };

/**
 * The events of these kinds, the calls and results of these tools, and the answers to these commands, before `before`, in seq order: what a part
 * of the log needs to know of all that came before it.
 */
export async function readEventsBefore(
  pool: pg.Pool,
  sessionId: string,
  { before, kinds, tools, commands }: Bookkeeping,
): Promise<SessionEvent[]> {
  const answers = commands.map((command) => `%"commandType":"${command}"%`);
  const values = [sessionId, before, kinds, tools, answers];
  const { rows } = await pool.query<EventRow>({ name: "read_events_before", text: BEFORE, values });
  return rows.map(toEvent);
}

/** One event in full; `raw` is the frame byte for byte, null for facts of our own. Null: no such event. */
export async function readEvent(
  pool: pg.Pool,
  sessionId: string,
  seq: number,
): Promise<{ event: SessionEvent; raw: Buffer | null } | null> {
  const text = `SELECT ${COLUMNS}, raw FROM event WHERE session_id = $1 AND seq = $2`;
  const { rows } = await pool.query<EventRow & { raw: Buffer | null }>(text, [sessionId, seq]);
  const row = rows[0];
  return row ? { event: toEvent(row), raw: row.raw } : null;
}

/** Where a send with this client message id is on record: its seq and what became of it, or null. */
export async function findClientMessage(
  pool: pg.Pool,
  sessionId: string,
  messageId: string,
): Promise<{ seq: number; kind: string } | null> {
  const text = "SELECT seq, kind FROM event WHERE session_id = $1 AND client_message_id = $2";
  const { rows } = await pool.query<{ seq: number; kind: string }>(text, [sessionId, messageId]);
  return rows[0] ?? null;
}
