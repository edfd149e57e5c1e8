/** A condition on `session s`: something runs in it, waits in it, or will begin by itself. */
export const UNDER_WAY = `(s.open_turn IS NOT NULL OR s.kept_for <> '{}' OR EXISTS (SELECT FROM queued_message q WHERE q.session_id = s.id))`;
