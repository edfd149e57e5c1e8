/** How many sessions a viewer finds where: the numbers beside the lists. Archived ones are not counted. */

import type { UpstreamKind } from "@/lib/domain/upstream";
import { projectsAs, type Viewer } from "@/lib/domain/viewer";
import { pgPool } from "@/lib/platform/pg-pool";

export type SessionCounts = { mine: number; projects: { id: number; name: string; kind: UpstreamKind; count: number }[] };

const COUNT = `
SELECT p.id, p.name, u.kind::text AS kind, count(s.id)::int AS count,
       (count(s.id) FILTER (WHERE s.owner_id = $1 AND p.id = ANY ($2::int[])))::int AS mine
  FROM project p JOIN upstream u ON u.project_id = p.id
  LEFT JOIN session s ON s.project_id = p.id AND s.archived_at IS NULL
        AND (p.id = ANY ($3::int[]) OR ((s.owner_id = $1 OR s.shared) AND p.id = ANY ($2::int[])))
 WHERE p.archived_at IS NULL AND (p.id = ANY ($2::int[]) OR p.id = ANY ($3::int[]))
 GROUP BY p.id, u.kind ORDER BY lower(p.name), p.id`;

/** A reviewer's projects count everybody's sessions, a developer's the viewer's own and those the project writes; managers see no sessions. */
export async function countSessions(viewer: Viewer): Promise<SessionCounts> {
  const values = [viewer.personId, projectsAs(viewer, "developer"), projectsAs(viewer, "reviewer")];
  const { rows } = await pgPool().query<SessionCounts["projects"][number] & { mine: number }>(COUNT, values);
  return {
    mine: rows.reduce((sum, row) => sum + row.mine, 0),
    projects: rows.map(({ id, name, kind, count }) => ({ id, name, kind, count })),
  };
}
