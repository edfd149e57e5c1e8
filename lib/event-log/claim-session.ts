/** Takes a session over for writing and tells where its log stands; keeps this process's lease on what it holds. */
import type pg from "pg";
import type { EventPayload, SessionEvent } from "@/lib/domain/sessions/session-event";
import { type Totals, zeroTotals } from "@/lib/domain/sessions/usage";
import { sourceOf } from "./append-events";
import { type EventRow, toEvent } from "./read-events";

/** How long a lease lasts that nobody renews, in ms. */
export const LEASE_MS = 15_000;
const LEASE = `${LEASE_MS} milliseconds`;
/** How often the lease is to be renewed, in ms. */
export const LEASE_RENEWAL_MS = 5_000;

/** `hasReplied`: the agent answered in it and has not told since what that cost. `hasFailed`: its last word in it was an error. */
export type OpenTurn = { no: number; requestId: string | null; personId: number; hasReplied: boolean; hasFailed: boolean };

/** Where a session's log stands at the moment it was claimed; all that a live session must know to go on. */
export type SessionHead = {
  epoch: number;
  lastSeq: number;
  stream: string | null;
  streamSeq: number;
  turnCount: number;
  keptFor: string[];
  openTurn: OpenTurn | null;
  /** A delegated run began whose cost is in no totals yet. */
  hasUnpaidRun: boolean;
  /** The agent's totals when we last saw them. */
  totals: Totals;
  model: string;
  role: string;
  queue: EventPayload<"message_queued">[];
  /** Questions that were asked and not answered, oldest first. */
  openElicitations: SessionEvent[];
  /** What people asked for and was neither sent nor given up, oldest first. */
  askedCommands: EventPayload<"command_asked">[];
};

type ClaimRow = { epoch: number; last_seq: number; stream: string | null; stream_seq: string; turn_count: number; kept_for: string[] };

const OPEN_TURN = `SELECT t.no, t.request_id AS "requestId", t.person_id AS "personId", 'reply_added' IS NOT DISTINCT FROM (
    SELECT v.kind FROM event v WHERE v.session_id = t.session_id AND v.seq > t.opened_seq AND v.turn_no = t.no
       AND v.kind IN ('reply_added', 'usage_reported') ORDER BY v.seq DESC LIMIT 1) AS "hasReplied", 'error_reported' IS NOT DISTINCT FROM (
    SELECT v.kind FROM event v WHERE v.session_id = t.session_id AND v.seq > t.opened_seq AND v.turn_no = t.no
       AND (v.kind = 'reply_added' OR v.kind = 'error_reported' AND v.stream = $2) ORDER BY v.seq DESC LIMIT 1) AS "hasFailed"
  FROM turn t WHERE t.session_id = $1 AND t.state = 'open'`;
const QUEUE = `SELECT q.message_id AS "messageId", q.place, q.content AS text, q.reason, jsonb_build_object('personId', q.person_id, 'name', p.name) AS by
  FROM queued_message q JOIN person p ON p.id = q.person_id WHERE q.session_id = $1 ORDER BY q.place, q.message_id`;
const ASKED = `SELECT v.seq, v.at, v.turn_no, v.kind, v.payload FROM elicitation e JOIN event v ON v.session_id = e.session_id AND v.seq = e.asked_seq
  WHERE e.session_id = $1 AND e.closed_seq IS NULL ORDER BY v.seq`;
const COMMANDS = `SELECT v.seq, v.at, v.turn_no, v.kind, v.payload FROM asked_command a JOIN event v ON v.session_id = a.session_id AND v.seq = a.seq
  WHERE a.session_id = $1 ORDER BY v.seq`;
const LAST_TOTALS = `SELECT seq, at, turn_no, kind, payload FROM event WHERE session_id = $1
  AND kind IN ('usage_reported', 'agent_described', 'outside_usage_found') ORDER BY seq DESC LIMIT 1`;
/**
 * A cost after which no work is pending has all runs in it; what is untracked says already that something is missing. What a run told after that,
 * but its end, is work that is not paid for.
 */
const AGENT = `SELECT s.model, s.role, EXISTS (SELECT FROM event e WHERE e.session_id = s.id AND e.kind = 'run_progressed'
      AND NOT EXISTS (SELECT FROM run r WHERE r.session_id = e.session_id AND r.closed_seq = e.seq) AND e.seq > coalesce(
    (SELECT u.seq FROM turn_usage u JOIN event v ON v.session_id = u.session_id AND v.seq = u.seq WHERE u.session_id = s.id
       AND (u.provenance = 'untracked' OR v.kind = 'usage_reported' AND v.payload::text LIKE '%"pendingWork":false%')
      ORDER BY u.seq DESC LIMIT 1), 0)) AS "hasUnpaidRun"
  FROM session s WHERE s.id = $1`;

const askedIn = (event: SessionEvent): SessionHead["askedCommands"] => (event.kind === "command_asked" ? [event.payload] : []);

function totalsOf(row: EventRow | undefined): Totals {
  if (!row) return zeroTotals;
  const event = toEvent(row);
  return "totals" in event.payload ? (event as Extract<SessionEvent, { kind: "agent_described" }>).payload.totals : zeroTotals; // as: `in` does not narrow the union of events
}

async function readHead(client: pg.ClientBase, sessionId: string, claimed: ClaimRow): Promise<SessionHead> {
  const ask = async <R extends pg.QueryResultRow>(text: string, ...more: string[]): Promise<R[]> =>
    (await client.query<R>(text, [sessionId, ...more])).rows;
  // An error that answers a connection is none of the turn's: only what came out of the stream is.
  const [openTurn] = await ask<OpenTurn>(OPEN_TURN, sourceOf(claimed.stream ?? ""));
  const [agent] = await ask<Pick<SessionHead, "model" | "role" | "hasUnpaidRun">>(AGENT);
  return {
    epoch: claimed.epoch,
    lastSeq: claimed.last_seq,
    stream: claimed.stream,
    streamSeq: Number(claimed.stream_seq),
    turnCount: claimed.turn_count,
    keptFor: claimed.kept_for,
    openTurn: openTurn ?? null,
    hasUnpaidRun: agent?.hasUnpaidRun ?? false,
    totals: totalsOf((await ask<EventRow>(LAST_TOTALS))[0]),
    model: agent?.model ?? "",
    role: agent?.role ?? "",
    queue: await ask<EventPayload<"message_queued">>(QUEUE),
    openElicitations: (await ask<EventRow>(ASKED)).map(toEvent),
    askedCommands: (await ask<EventRow>(COMMANDS)).map(toEvent).flatMap(askedIn),
  };
}

/** A lease that is longer than any can be is from a clock that was ahead and was put right: a holder that lives makes it anew before this ends. */
const CUT_LEASE = `UPDATE holder h SET lease_until = now() + interval '${LEASE}' FROM session s
  WHERE s.id = $1 AND h.id = s.holder_id AND h.lease_until > now() + interval '${LEASE}'`;

/** Claims the session: its epoch grows and a former holder's writes are refused from now on. The same holder claims again at once. */
export async function claimSession(pool: pg.Pool, sessionId: string, holderId: string): Promise<SessionHead | "held_elsewhere" | "gone"> {
  const client = await pool.connect();
  try {
    const claim = await client.query<ClaimRow>("SELECT * FROM claim_session($1, $2)", [sessionId, holderId]);
    const claimed = claim.rows[0];
    if (claimed) return await readHead(client, sessionId, claimed);
    await client.query(CUT_LEASE, [sessionId]);
    const { rowCount } = await client.query("SELECT 1 FROM session WHERE id = $1", [sessionId]);
    return rowCount ? "held_elsewhere" : "gone";
  } finally {
    client.release();
  }
}

/** Lets the session go, if it is still ours at this epoch. */
export async function releaseSession(pool: pg.Pool, sessionId: string, epoch: number): Promise<void> {
  await pool.query("UPDATE session SET holder_id = NULL WHERE id = $1 AND epoch = $2", [sessionId, epoch]);
}

/** Says that this process lives, for another 15 s on the database's clock. */
export async function renewLease(pool: pg.Pool, holderId: string, address: string): Promise<void> {
  const text = `INSERT INTO holder (id, address, lease_until) VALUES ($1, $2, now() + interval '${LEASE}')
    ON CONFLICT (id) DO UPDATE SET address = excluded.address, lease_until = excluded.lease_until`;
  await pool.query(text, [holderId, address]);
}

/** Says that this process holds nothing any more. */
export async function releaseLease(pool: pg.Pool, holderId: string): Promise<void> {
  await pool.query("UPDATE session SET holder_id = NULL WHERE holder_id = $1", [holderId]);
  await pool.query("DELETE FROM holder WHERE id = $1", [holderId]);
}
