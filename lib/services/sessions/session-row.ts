/** One session as lists show it, and the SQL that reads it. */

import type { SessionState } from "@/lib/domain/sessions/session-state";
import { LISTED_STATE } from "@/lib/event-log/listed-state";

export type SessionRow = {
  id: string;
  title: string;
  projectId: number;
  projectName: string;
  projectArchived: boolean;
  isDemo: boolean;
  owner: { id: number; name: string };
  state: SessionState;
  model: string;
  role: string;
  /** Nano-USD as a decimal string; turns whose cost nobody knows are counted beside it. */
  costNano: string;
  unknownCostTurns: number;
  turnCount: number;
  /** The number of the last event in its log. */
  lastSeq: number;
  /** Milliseconds since 1970. */
  activeAt: number;
  createdAt: number;
  archived: boolean;
  /** The project's developers write here too. */
  shared: boolean;
};

/** Use after SELECT; every row is a SessionRow as it stands. */
export const SESSION_ROW = `
  s.id, s.title, s.project_id AS "projectId", p.name AS "projectName", p.archived_at IS NOT NULL AS "projectArchived",
  COALESCE(u.kind = 'demo', false) AS "isDemo", json_build_object('id', o.id, 'name', o.name) AS owner, ${LISTED_STATE} AS state,
  s.model, s.role, s.cost_nano::text AS "costNano", s.unknown_cost_turns AS "unknownCostTurns", s.turn_count AS "turnCount",
  s.last_seq AS "lastSeq",
  (extract(epoch FROM s.active_at) * 1000)::float8 AS "activeAt", (extract(epoch FROM s.created_at) * 1000)::float8 AS "createdAt",
  s.archived_at IS NOT NULL AS archived, s.shared
  FROM session s JOIN project p ON p.id = s.project_id JOIN person o ON o.id = s.owner_id LEFT JOIN upstream u ON u.project_id = p.id`;
