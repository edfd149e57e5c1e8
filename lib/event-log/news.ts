/** Which events are news to a person who looks at a list, and which of them they wait for. */
import type { EventKind, SessionEvent } from "@/lib/domain/sessions/session-event";

/** What a session is called, whose it is, how its agent came and went, and that what a stopped turn left running ended. */
const QUIET = [
  "session_created",
  "session_renamed",
  "session_archived",
  "session_restored",
  "session_shared",
  "session_handed_over",
  "session_kept",
  "upstream_bound",
  "upstream_lost",
  "agent_described",
  "agent_starting",
  "agent_started",
  "agent_ended",
  "processes_ended",
] as const satisfies EventKind[];

/** An agent that cannot be used is tried for as long as something waits for it. Its payload is text here: json with a NUL in it cannot be looked into. */
const REFUSED_AGAIN = `(e.kind = 'upstream_refused' AND e.payload::text LIKE '%"again":true%')`;

/** What the bridge asks by itself, as who the agent is after each new connection, is told to nobody. */
const ASKED_BY_US = `(e.kind IN ('command_answered', 'error_reported') AND e.payload::text LIKE '%"own":true%')`;

/** The last event of session `s` that is news, 0: none. It is looked for from the end of the log, where few are quiet. */
export const NEWS_SEQ = `coalesce((SELECT e.seq FROM event e WHERE e.session_id = s.id AND e.kind NOT IN (${QUIET.map((kind) => `'${kind}'`).join(", ")})
  AND NOT ${REFUSED_AGAIN} AND NOT ${ASKED_BY_US} ORDER BY e.seq DESC LIMIT 1), 0)`;

const URGENT: ReadonlySet<EventKind> = new Set<EventKind>([
  "message_sent",
  "message_injected",
  "usage_reported",
  "error_reported",
  "turn_interrupted",
  "elicitation_asked",
  "elicitation_answered",
]);

/** After it a list says something else of the session. */
export const isUrgent = ({ kind }: SessionEvent): boolean => URGENT.has(kind);
