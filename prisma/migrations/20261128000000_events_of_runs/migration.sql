-- What delegated runs did is read for a session's changes, without reading past all else in its log.
CREATE INDEX "event_of_runs" ON "event" ("session_id", "seq") WHERE "kind" IN ('run_progressed', 'agent_ended');
