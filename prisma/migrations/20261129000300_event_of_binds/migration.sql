-- The changes of a session ask where its agent began anew: there its delegated runs are lost, whatever else its log holds.
CREATE INDEX "event_of_binds" ON "event" ("session_id", "seq") WHERE "kind" = 'upstream_bound';
