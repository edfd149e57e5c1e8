/** Conditions on `session s`, its `project p` and its owner `person o`, for every query that asks whether a session goes on by itself. */

const WAITS = "(s.kept_for <> '{}' OR EXISTS (SELECT FROM queued_message q WHERE q.session_id = s.id))";

/** Something runs in it, waits in it, or will begin by itself. */
export const UNDER_WAY = `(s.open_turn IS NOT NULL OR ${WAITS})`;

/**
 * Nothing new may start by itself: it or its project is archived, or nobody is left who may write in it. A session that the project
 * writes has others.
 */
export const AT_REST = `(s.archived_at IS NOT NULL OR p.archived_at IS NOT NULL OR (NOT s.shared AND (o.disabled_at IS NOT NULL OR NOT EXISTS
  (SELECT FROM membership m WHERE m.project_id = s.project_id AND m.person_id = s.owner_id AND m.role = 'developer'))))`;

/** Its agent is wanted though nobody looks. */
export const GOES_ON = `(${WAITS} AND NOT ${AT_REST})`;
