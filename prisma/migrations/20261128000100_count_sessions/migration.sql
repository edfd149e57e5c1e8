-- [sql] The numbers beside the lists of sessions are on every page: counted here, no session itself is read.
CREATE INDEX session_counted ON session (project_id, owner_id, shared) WHERE archived_at IS NULL;
