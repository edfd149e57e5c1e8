/** How many sessions a viewer finds where: the numbers beside the lists. Archived ones are not counted. */

import type { UpstreamKind } from "@/lib/domain/projects/upstream";
import { byName } from "@/lib/domain/text/by-name";
import { projectsAs, type Viewer } from "@/lib/domain/viewer";
import { pgPool } from "@/lib/platform/pg-pool";

export type SessionCounts = { mine: number; projects: { id: number; name: string; kind: UpstreamKind; count: number }[] };

/** Project by project, so that each is counted in an index alone (session_counted). */
const COUNT = `
SELECT p.id, p.name, u.kind::text AS kind, n.count, n.mine
  FROM project p JOIN upstream u ON u.project_id = p.id
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS count, (count(*) FILTER (WHERE s.owner_id = $1 AND p.id = ANY ($2::int[])))::int AS mine
      FROM session s WHERE s.project_id = p.id AND s.archived_at IS NULL
       AND (p.id = ANY ($3::int[]) OR ((s.owner_id = $1 OR s.shared) AND p.id = ANY ($2::int[])))) n
 WHERE p.archived_at IS NULL AND (p.id = ANY ($2::int[]) OR p.id = ANY ($3::int[]))
 ORDER BY p.id`;

/** A reviewer's projects count everybody's sessions, a developer's the viewer's own and those the project writes; managers see no sessions. */
export async function countSessions(viewer: Viewer): Promise<SessionCounts> {
  const values = [viewer.personId, projectsAs(viewer, "developer"), projectsAs(viewer, "reviewer")];
  const { rows } = await pgPool().query<SessionCounts["projects"][number] & { mine: number }>(COUNT, values);
  return {
    mine: rows.reduce((sum, row) => sum + row.mine, 0),
    projects: byName(rows).map(({ id, name, kind, count }) => ({ id, name, kind, count })),
  };
}
