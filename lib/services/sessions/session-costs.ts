/** What sessions cost, for those who may see cost and no text: no model, role or path, and a title only to who may read the session. */
import { can, type SessionSubject } from "@/lib/domain/policy";
import { refuse } from "@/lib/domain/refusal";
import type { SessionState } from "@/lib/domain/sessions/session-state";
import type { Viewer } from "@/lib/domain/viewer";
import { LISTED_STATE } from "@/lib/event-log/listed-state";
import { pgPool } from "@/lib/platform/pg-pool";
import { authorizeProject } from "@/lib/services/authorize";
import { openSession } from "./open-session";

export type SessionCost = {
  id: string;
  project: { id: number; name: string };
  owner: { id: number; name: string };
  isDemo: boolean;
  state: SessionState;
  /** Nano-USD as a decimal string; turns whose cost nobody knows are counted beside it. */
  costNano: string;
  unknownCostTurns: number;
  turnCount: number;
  /** Milliseconds since 1970. */
  activeAt: number;
  createdAt: number;
};

/** `opens`: the viewer may open its page, or what stands there for those who see cost alone. */
export type ListedCost = SessionCost & { title: string | null; opens: boolean };

export type ProjectCosts = {
  project: { id: number; name: string };
  sessions: ListedCost[];
  /** Of all that were used, however many are listed. */
  total: { sessions: number; costNano: string; unknownCostTurns: number };
};

const SHOWN_MAX = 200;

const costOf = (more: string) => `
SELECT ${more} s.id, json_build_object('id', p.id, 'name', p.name) AS project, json_build_object('id', o.id, 'name', o.name) AS owner,
       COALESCE(u.kind = 'demo', false) AS "isDemo", ${LISTED_STATE} AS state, s.cost_nano::text AS "costNano",
       s.unknown_cost_turns AS "unknownCostTurns", s.turn_count AS "turnCount",
       (extract(epoch FROM s.active_at) * 1000)::float8 AS "activeAt", (extract(epoch FROM s.created_at) * 1000)::float8 AS "createdAt"
  FROM session s JOIN project p ON p.id = s.project_id JOIN person o ON o.id = s.owner_id LEFT JOIN upstream u ON u.project_id = p.id`;

/** One that was never used cost nothing, which nobody looks for; without a turn here it may have been used elsewhere. */
const IS_USED = "(s.turn_count > 0 OR s.cost_nano <> 0 OR s.unknown_cost_turns > 0)";

const TOTAL = `
SELECT p.id, p.name, count(s.id) FILTER (WHERE ${IS_USED})::int AS sessions, COALESCE(sum(s.cost_nano), 0)::text AS "costNano",
       COALESCE(sum(s.unknown_cost_turns), 0)::int AS "unknownCostTurns"
  FROM project p LEFT JOIN session s ON s.project_id = p.id WHERE p.id = $1 GROUP BY p.id`;

/** Refuses "not_found" for unknown and forbidden sessions alike. */
export async function loadSessionCost(viewer: Viewer, sessionId: string): Promise<SessionCost> {
  const { id } = await openSession(viewer, "session:cost", sessionId);
  const { rows } = await pgPool().query<SessionCost>(`${costOf("")} WHERE s.id = $1`, [id]);
  return rows[0] ?? refuse("not_found");
}

type CostRow = SessionCost & { title: string; shared: boolean };

function listedTo(viewer: Viewer, { title, shared, ...cost }: CostRow): ListedCost {
  const place = { ownerId: cost.owner.id, projectId: cost.project.id, shared };
  const subject: SessionSubject = { kind: "session", ...place, archived: false, projectArchived: false };
  return { ...cost, title: can(viewer, "session:read", subject) ? title : null, opens: can(viewer, "session:cost", subject) };
}

/** The newest sessions of a project that were used and the sum of all, archived ones too. Refuses "not_found" for unknown and forbidden projects alike. */
export async function loadProjectCosts(viewer: Viewer, projectId: number): Promise<ProjectCosts> {
  authorizeProject(viewer, "project:cost", projectId);
  const [totals, sessions] = await Promise.all([
    pgPool().query<ProjectCosts["project"] & ProjectCosts["total"]>(TOTAL, [projectId]),
    pgPool().query<CostRow>(
      `${costOf("s.title, s.shared,")} WHERE s.project_id = $1 AND ${IS_USED} ORDER BY s.active_at DESC, s.id DESC LIMIT ${SHOWN_MAX}`,
      [projectId],
    ),
  ]);
  const { id, name, ...total } = totals.rows[0] ?? refuse("not_found");
  return { project: { id, name }, sessions: sessions.rows.map((row) => listedTo(viewer, row)), total };
}
