// Fills the database of a dashboard as years of work would: people, their sessions, and in each turns with calls and costs; all in SQL, so that it takes seconds.
import type pg from "pg";

export type Amount = { people: number; sessions: number; eventsEach: number; eventsOfOne: number };

const STREAM = "00000000-0000-4000-8000-000000000001";

/** Ten events a turn: a message, four calls with results, the answer. Activity goes back a minute a session. */
const PEOPLE = `WITH p AS (INSERT INTO person (email, name) SELECT 'person' || n || '@example.test', 'Person ' || n FROM generate_series(1, $1::int) n RETURNING id)
  INSERT INTO membership (person_id, project_id, role) SELECT p.id, s.project_id, 'developer' FROM p, session s WHERE s.id = $2`;
const SESSIONS = `INSERT INTO session (id, project_id, owner_id, title, active_at, created_at)
  SELECT gen_random_uuid(), s.project_id, p.ids[1 + n % array_length(p.ids, 1)], 'Session ' || n, t, t
    FROM session s, (SELECT array_agg(id ORDER BY id) AS ids FROM person) p,
      generate_series(1, $1::int) n, LATERAL (SELECT now() - n * interval '1 minute' AS t) at WHERE s.id = $2`;
const EVENTS = `INSERT INTO event (session_id, seq, at, kind, turn_no, stream, stream_seq, payload, raw)
  SELECT s.id, n, s.created_at, k.kind, 1 + (n - 1) / 10, '${STREAM}', n, k.payload::json, convert_to(k.payload, 'UTF8')
    FROM session s, generate_series(1, CASE WHEN s.id = $1 THEN $2::int ELSE $3::int END) n, LATERAL (SELECT 'call_' || (n / 2) AS call,
      n || ' The quick brown fox jumps over the lazy dog, and nobody minds.' AS text) t, LATERAL (
      SELECT 'message_sent' AS kind, json_build_object('messageId', gen_random_uuid(), 'text', t.text,
          'by', json_build_object('personId', s.owner_id, 'name', 'Ada'), 'requestId', 'r' || n, 'fromQueue', false)::text AS payload WHERE n % 10 = 1
      UNION ALL SELECT 'reply_added', json_build_object('content', t.text)::text WHERE n % 10 = 0
      UNION ALL SELECT 'tool_called', json_build_object('tool', 'view', 'toolId', t.call, 'server', 'filesystem',
          'params', json_build_object('path', 'README.md'))::text WHERE n % 10 <> 0 AND n % 2 = 0
      UNION ALL SELECT 'tool_returned', json_build_object('tool', 'view', 'toolId', t.call, 'server', 'filesystem', 'content', t.text,
          'success', true)::text WHERE n % 10 <> 1 AND n % 2 = 1) k`;
const TURNS = `INSERT INTO turn (session_id, no, state, cause, person_id, opened_seq, opened_at, closed_seq, closed_at)
  SELECT e.session_id, e.turn_no, 'answered', 'person', s.owner_id, e.seq, e.at, e.seq + 9, e.at FROM event e JOIN session s ON s.id = e.session_id
   WHERE e.kind = 'message_sent'`;
const CALLS = `INSERT INTO tool_call (session_id, turn_no, tool_id, tool, server, called_seq, called_at, returned_seq, returned_at, ok)
  SELECT session_id, turn_no, payload ->> 'toolId', 'view', 'filesystem', seq, at, seq + 1, at, true FROM event WHERE kind = 'tool_called'`;
const USAGE = `INSERT INTO turn_usage (session_id, seq, at, turn_no, project_id, person_id, model, role, cause, outcome, provenance, nano, tokens)
  SELECT t.session_id, t.closed_seq, t.closed_at, t.no, s.project_id, s.owner_id, 'a model', 'developer', 'person', 'answered', 'measured', 1000000, 900
    FROM turn t JOIN session s ON s.id = t.session_id`;
const HEADS = `UPDATE session s SET last_seq = n.last, turn_count = n.turns, stream = 'earlier', stream_seq = n.last, state = 'answered'
  FROM (SELECT session_id, max(seq) AS last, max(turn_no) AS turns FROM event GROUP BY session_id) n WHERE n.session_id = s.id`;

/** For a database in which only this session is. Gives how many events it has. */
export async function fill(pool: pg.Pool, sessionId: string, amount: Amount): Promise<number> {
  await pool.query(PEOPLE, [amount.people, sessionId]);
  await pool.query(SESSIONS, [amount.sessions, sessionId]);
  await pool.query(EVENTS, [sessionId, amount.eventsOfOne, amount.eventsEach]);
  for (const statement of [TURNS, CALLS, USAGE, HEADS, "VACUUM ANALYZE", "CHECKPOINT"]) await pool.query(statement);
  return amount.eventsOfOne;
}
