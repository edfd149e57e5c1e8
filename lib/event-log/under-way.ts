/** Conditions on `session s` and its `project p`, for every query that asks whether a session goes on by itself. */

const isDeveloper = (person: string): string => `EXISTS (SELECT FROM membership m JOIN person w ON w.id = m.person_id
  WHERE m.project_id = s.project_id AND m.person_id = ${person} AND m.role = 'developer' AND w.disabled_at IS NULL)`;

/** A person, by an expression for their id, may write in it while it is not archived. */
export const mayWrite = (person: string): string => `((s.shared OR s.owner_id = ${person}) AND ${isDeveloper(person)})`;

const waits = (which: string): string =>
  `(s.kept_for <> '{}' OR EXISTS (SELECT FROM queued_message q WHERE q.session_id = s.id AND ${which}))`;

/** Somebody waits in it for a command that they asked for. */
export const HAS_ASKED = "EXISTS (SELECT FROM asked_command a WHERE a.session_id = s.id)";

/** Something runs in it, waits in it, or will begin by itself. */
export const UNDER_WAY = `(s.open_turn IS NOT NULL OR ${waits("true")} OR ${HAS_ASKED})`;

/**
 * Nothing new may start by itself: it or its project is archived, or nobody is left who may write in it. A session that the project
 * writes has others.
 */
export const AT_REST = `(s.archived_at IS NOT NULL OR p.archived_at IS NOT NULL OR NOT (s.shared OR ${isDeveloper("s.owner_id")}))`;

/** Its agent is wanted though nobody looks. */
export const GOES_ON = `(${waits(mayWrite("q.person_id"))} AND NOT ${AT_REST})`;
