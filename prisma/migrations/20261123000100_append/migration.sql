-- The hot path: one call = one round trip = one transaction; a batch of events of many sessions with their projections.
-- Volatile plpgsql under READ COMMITTED on purpose: the lock is taken first, and every later statement has a newer snapshot. In a single
-- statement the snapshot is older than the lock, and the same batch on two connections leaves gaps.

-- What events mean for the read models, made by the pure functions of lib/event-log/projections. Changes are applied one after the other,
-- in the order of their events, each only when its event is new. The caller holds the rows of all sessions it names.
-- placed: one int per event, > 0 is the seq it was stored under. The same function serves an append and a rebuild.
CREATE FUNCTION apply_changes(ids uuid[], placed int[], at timestamptz[], changes jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  c record;
  sid uuid;
  n int;
  t timestamptz;
BEGIN
  FOR c IN SELECT * FROM jsonb_to_recordset(changes) AS c (op text, i int, s int, no int, state turn_state, cause text, person int, request text,
      id text, tool text, server text, ok boolean, model text, role text, status text, closes boolean, action text, title text, archived boolean,
      kept text[], message uuid, place float8, content text, reason text, project int, outcome turn_state, provenance provenance, nano bigint,
      aux_nano bigint, tokens int, input int, output int, cache_read int, cache_write int, reasoning int, aux_input int, aux_output int)
  LOOP
    CONTINUE WHEN placed[c.i] IS NULL OR placed[c.i] <= 0;
    sid := ids[c.s]; n := placed[c.i]; t := at[c.i];
    CASE c.op
    WHEN 'tool_call' THEN
      INSERT INTO tool_call AS x (session_id, turn_no, tool_id, tool, server, called_seq, called_at) VALUES (sid, c.no, c.id, c.tool, c.server, n, t)
        ON CONFLICT (session_id, turn_no, tool_id) DO UPDATE SET called_seq = coalesce(x.called_seq, n), called_at = coalesce(x.called_at, t);
    WHEN 'tool_return' THEN
      INSERT INTO tool_call AS x (session_id, turn_no, tool_id, tool, server, returned_seq, returned_at, ok) VALUES (sid, c.no, c.id, c.tool, c.server, n, t, c.ok)
        ON CONFLICT (session_id, turn_no, tool_id) DO UPDATE SET returned_seq = coalesce(x.returned_seq, n), returned_at = coalesce(x.returned_at, t), ok = coalesce(x.ok, c.ok);
    WHEN 'turn_open' THEN
      INSERT INTO turn (session_id, no, state, cause, person_id, request_id, opened_seq, opened_at) VALUES (sid, c.no, 'open', c.cause, c.person, c.request, n, t)
        ON CONFLICT DO NOTHING;
      IF FOUND THEN
        UPDATE session SET state = 'running', open_turn = c.no, turn_count = greatest(turn_count, c.no), active_at = t WHERE session.id = sid;
      END IF;
    WHEN 'turn_close' THEN
      UPDATE turn SET state = c.state, closed_seq = n, closed_at = t WHERE session_id = sid AND turn.no = c.no AND turn.state = 'open';
      IF FOUND THEN
        UPDATE elicitation SET closed_seq = n, action = 'gone' WHERE session_id = sid AND closed_seq IS NULL;
        UPDATE session SET state = c.state::text::session_state, open_turn = NULL, active_at = t WHERE session.id = sid;
      END IF;
    WHEN 'usage' THEN
      INSERT INTO turn_usage (session_id, seq, at, turn_no, project_id, person_id, model, role, cause, outcome, provenance, nano, aux_nano, tokens, input, output, cache_read, cache_write, reasoning, aux_input, aux_output)
        SELECT sid, n, t, c.no, x.project_id, c.person, c.model, c.role, coalesce((SELECT u.cause FROM turn u WHERE u.session_id = sid AND u.no = c.no), 'none'), c.outcome, c.provenance,
          c.nano, c.aux_nano, c.tokens, c.input, c.output, c.cache_read, c.cache_write, c.reasoning, c.aux_input, c.aux_output
        FROM session x WHERE x.id = sid
        ON CONFLICT DO NOTHING;
      IF FOUND THEN
        UPDATE session SET cost_nano = cost_nano + c.nano, tokens = session.tokens + c.tokens,
          unknown_cost_turns = unknown_cost_turns + (c.provenance IN ('unpriced', 'untracked'))::int WHERE session.id = sid;
      END IF;
    WHEN 'agent' THEN
      UPDATE session SET model = c.model, role = c.role WHERE session.id = sid;
    WHEN 'run' THEN
      INSERT INTO run AS x (session_id, run_id, turn_no, role, status, opened_seq, closed_seq, nano)
        VALUES (sid, c.id, c.no, c.role, coalesce(c.status, 'running'), n, CASE WHEN c.closes THEN n END, coalesce(c.nano, 0))
        ON CONFLICT (session_id, run_id) DO UPDATE SET status = coalesce(c.status, x.status), closed_seq = coalesce(x.closed_seq, excluded.closed_seq), nano = x.nano + coalesce(c.nano, 0);
    WHEN 'ask' THEN
      INSERT INTO elicitation (session_id, id, turn_no, asked_seq) VALUES (sid, c.id, c.no, n) ON CONFLICT DO NOTHING;
      IF FOUND THEN
        UPDATE session SET state = 'waiting', active_at = t WHERE session.id = sid AND open_turn IS NOT NULL;
      END IF;
    WHEN 'ask_close' THEN
      UPDATE elicitation SET closed_seq = n, action = c.action, answered_by = c.person WHERE session_id = sid AND elicitation.id = c.id AND closed_seq IS NULL;
      UPDATE session SET state = 'running' WHERE session.id = sid AND session.state = 'waiting'
        AND NOT EXISTS (SELECT FROM elicitation e WHERE e.session_id = sid AND e.closed_seq IS NULL);
    WHEN 'queue_put' THEN
      INSERT INTO queued_message (session_id, message_id, place, person_id, content, reason, queued_at) VALUES (sid, c.message, c.place, c.person, c.content::json, c.reason, t)
        ON CONFLICT (session_id, message_id) DO UPDATE SET place = excluded.place, content = excluded.content, reason = excluded.reason;
      UPDATE session SET active_at = t WHERE session.id = sid;
    WHEN 'queue_text' THEN
      UPDATE queued_message SET content = c.content::json WHERE session_id = sid AND message_id = c.message;
    WHEN 'queue_place' THEN
      UPDATE queued_message SET place = c.place WHERE session_id = sid AND message_id = c.message;
    WHEN 'queue_remove' THEN
      DELETE FROM queued_message WHERE session_id = sid AND message_id = c.message;
    WHEN 'title' THEN
      UPDATE session SET title = c.title WHERE session.id = sid;
    WHEN 'created' THEN
      UPDATE session SET title = c.title, active_at = t WHERE session.id = sid;
    WHEN 'archive' THEN
      UPDATE session SET archived_at = CASE WHEN c.archived THEN t END WHERE session.id = sid;
    WHEN 'keep' THEN
      UPDATE session SET kept_for = c.kept WHERE session.id = sid;
    END CASE;
  END LOOP;
END $$;

-- ids .. places   one entry per session, in the order of ids. epoch null: a fact of a service, not of the holder.
--                 streams/places: how far the agent's stream is now on record (null: unchanged).
-- s .. rlen       one entry per event; s is a 1-based place in ids. No source and no client message twice in one batch.
-- blob            payload text and raw bytes of all events, one after the other.
-- Returns one int per event: n > 0 stored as seq n · n < 0 already on record as seq -n · 0 refused, the epoch is stale · null no such session.
CREATE FUNCTION append_events(
  ids uuid[], epochs int[], streams text[], places bigint[],
  s int[], at timestamptz[], kind text[], turn_no int[], src uuid[], src_seq bigint[], msg uuid[], off int[], plen int[], rlen int[],
  blob bytea, changes jsonb
) RETURNS int[] LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  heads int[]; -- per session: last_seq; -1 the epoch is stale; null no such session
  placed int[];
BEGIN
  -- Lock, always in the order of ids: two batches never wait for each other in a circle.
  SELECT array_agg(CASE WHEN h.epoch IS NULL OR h.epoch = x.epoch THEN x.last_seq WHEN x.id IS NOT NULL THEN -1 END ORDER BY h.n) INTO heads
    FROM unnest(ids, epochs) WITH ORDINALITY h (id, epoch, n)
    LEFT JOIN (SELECT l.id, l.epoch, l.last_seq FROM session l WHERE l.id = ANY (ids) ORDER BY l.id FOR NO KEY UPDATE) x ON x.id = h.id;

  -- Place, in a new statement: what the lock's last owner committed is seen.
  SELECT array_agg(seq ORDER BY i) INTO placed
    FROM (SELECT i, CASE WHEN head < 0 THEN 0 WHEN known IS NOT NULL THEN -known
        ELSE head + (count(*) FILTER (WHERE known IS NULL) OVER (PARTITION BY s ORDER BY i))::int END AS seq
      FROM (SELECT i.i, i.s, heads[i.s] AS head, CASE WHEN heads[i.s] >= 0 THEN coalesce(
          (SELECT e.seq FROM event e WHERE e.session_id = ids[i.s] AND e.stream = i.src AND e.stream_seq = i.src_seq),
          CASE WHEN i.msg IS NOT NULL THEN (SELECT e.seq FROM event e WHERE e.session_id = ids[i.s] AND e.client_message_id = i.msg) END) END AS known
        FROM unnest(s, src, src_seq, msg) WITH ORDINALITY i (s, src, src_seq, msg, i)) item) place;
  INSERT INTO event (session_id, seq, at, turn_no, stream, stream_seq, client_message_id, kind, payload, raw)
    SELECT ids[i.s], i.seq, i.at, i.turn_no, i.src, i.src_seq, i.msg, i.kind, convert_from(substr(blob, i.off, i.plen), 'UTF8')::json,
      CASE WHEN i.rlen >= 0 THEN substr(blob, i.off + i.plen, i.rlen) END
    FROM unnest(placed, s, at, kind, turn_no, src, src_seq, msg, off, plen, rlen) i (seq, s, at, kind, turn_no, src, src_seq, msg, off, plen, rlen)
    WHERE i.seq > 0;
  UPDATE session x SET last_seq = n.last,
      stream_seq = CASE WHEN places[n.s] IS NULL THEN x.stream_seq WHEN streams[n.s] IS DISTINCT FROM x.stream THEN places[n.s] ELSE greatest(x.stream_seq, places[n.s]) END,
      stream = coalesce(streams[n.s], x.stream)
    FROM (SELECT p.s, max(p.seq) AS last FROM unnest(placed, s) p (seq, s) WHERE p.seq > 0 GROUP BY p.s) n WHERE x.id = ids[n.s];
  IF changes IS NOT NULL THEN
    PERFORM apply_changes(ids, placed, at, changes);
  END IF;
  RETURN placed;
END $$;

-- A process takes a session over: the epoch grows, so everything a former holder still has in flight is refused. No row: unknown, or another holder lives.
CREATE FUNCTION claim_session(which uuid, by_holder uuid) RETURNS TABLE (epoch int, last_seq int, stream text, stream_seq bigint, open_turn int, turn_count int, kept_for text[])
LANGUAGE sql AS $$
  UPDATE session x SET epoch = x.epoch + 1, holder_id = by_holder
  WHERE x.id = which AND (x.holder_id IS NULL OR x.holder_id = by_holder OR NOT EXISTS (SELECT FROM holder h WHERE h.id = x.holder_id AND h.lease_until > now()))
  RETURNING x.epoch, x.last_seq, x.stream, x.stream_seq, x.open_turn, x.turn_count, x.kept_for
$$;
