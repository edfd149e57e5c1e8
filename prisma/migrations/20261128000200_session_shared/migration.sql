-- [sql] The rail on every page names the newest sessions that colleagues share: few of a project's many are.
CREATE INDEX session_shared ON session (project_id, active_at DESC, id DESC) WHERE shared AND archived_at IS NULL;
