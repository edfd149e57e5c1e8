-- Who claims a session in the middle of a turn asks for the agent's last word in it: a turn of a million events may have none.
CREATE INDEX "event_of_answers" ON "event" ("session_id", "seq") WHERE "kind" IN ('reply_added', 'usage_reported', 'error_reported');
