-- Who claims a session asks for the agent's newest totals, which in a turn of a million events lie before all of it.
CREATE INDEX "event_of_totals" ON "event" ("session_id", "seq") WHERE "kind" IN ('usage_reported', 'agent_described', 'outside_usage_found');
