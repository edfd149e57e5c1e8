-- What a person asked for in the middle of a turn waits on record: a dashboard that is killed meanwhile can say what became of it.
CREATE TABLE "asked_command" (
    "session_id" UUID NOT NULL,
    "request_id" TEXT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "asked_command_pkey" PRIMARY KEY ("session_id","request_id")
);

-- apply_changes as it was, with such commands.
CREATE OR REPLACE FUNCTION apply_changes(ids uuid[], placed int[], at timestamptz[], changes jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  c record;
  sid uuid;
  n int;
  t timestamptz;
BEGIN
  FOR c IN SELECT * FROM jsonb_to_recordset(changes) AS c (op text, i int, s int, no int, state turn_state, cause text, person int, request text,
      id text, tool text, server text, ok boolean, model text, role text, status text, closes boolean, action text, title text, archived boolean, shared boolean,
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
      INSERT INTO run AS x (session_id, run_id, turn_no, role, status, opened_seq, closed_seq)
        VALUES (sid, c.id, c.no, c.role, coalesce(c.status, 'running'), n, CASE WHEN c.closes THEN n END)
        ON CONFLICT (session_id, run_id) DO UPDATE SET status = coalesce(c.status, x.status), closed_seq = coalesce(x.closed_seq, excluded.closed_seq)
        WHERE c.status IS NOT NULL OR c.closes;
    WHEN 'ask' THEN
      INSERT INTO elicitation AS x (session_id, id, turn_no, asked_seq) VALUES (sid, c.id, c.no, n)
        ON CONFLICT (session_id, id) DO UPDATE SET turn_no = c.no, asked_seq = n, closed_seq = NULL, action = NULL, answered_by = NULL
        WHERE x.closed_seq IS NOT NULL;
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
    WHEN 'command_put' THEN
      INSERT INTO asked_command (session_id, request_id, person_id, seq) VALUES (sid, c.request, c.person, n) ON CONFLICT DO NOTHING;
    WHEN 'command_remove' THEN
      DELETE FROM asked_command WHERE session_id = sid AND request_id = c.request;
    WHEN 'title' THEN
      UPDATE session SET title = c.title WHERE session.id = sid;
    WHEN 'created' THEN
      UPDATE session SET title = c.title, active_at = t,
        owner_id = coalesce((SELECT p.id FROM person p WHERE p.id = c.person), owner_id) WHERE session.id = sid;
    WHEN 'owner' THEN
      UPDATE session SET owner_id = c.person WHERE session.id = sid AND EXISTS (SELECT FROM person p WHERE p.id = c.person);
    WHEN 'share' THEN
      UPDATE session SET shared = c.shared WHERE session.id = sid;
    WHEN 'archive' THEN
      UPDATE session SET archived_at = CASE WHEN c.archived THEN t END WHERE session.id = sid;
    WHEN 'keep' THEN
      UPDATE session SET kept_for = c.kept WHERE session.id = sid;
    END CASE;
  END LOOP;
END $$;
