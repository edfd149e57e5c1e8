/** How a session `s` stands, as lists say it: one that has not started may have a message in its queue, for an agent that cannot be reached. */
export const LISTED_STATE = `CASE WHEN s.state = 'idle' AND EXISTS (SELECT FROM queued_message q WHERE q.session_id = s.id)
  THEN 'queued' ELSE s.state::text END`;
