/** A few sessions to jump to, over all projects: titles that hold a text, newest activity first. */
import { projectsAs, type Viewer } from "@/lib/domain/viewer";
import { pgPool } from "@/lib/platform/pg-pool";
import { SESSION_ROW, type SessionRow } from "./session-row";
import { titleFits, titlePattern } from "./title-pattern";

const FOUND_MAX = 8;

/** The newest of each project first, by its index, and of those the newest: a text that nothing holds has to look at all of them. */
const FIND = `
SELECT ${SESSION_ROW}
 WHERE s.id IN (
   SELECT f.id FROM (SELECT DISTINCT unnest($1::int[] || $3::int[]) AS id) j CROSS JOIN LATERAL (
     SELECT x.id FROM session x
      WHERE x.project_id = j.id AND (j.id = ANY ($1::int[]) OR x.owner_id = $2 OR x.shared)
        AND x.archived_at IS NULL AND ${titleFits("x.title", "$4", "$5")}
      ORDER BY x.active_at DESC, x.id DESC LIMIT ${FOUND_MAX}) f)
   AND p.archived_at IS NULL
 ORDER BY s.active_at DESC, s.id DESC
 LIMIT ${FOUND_MAX}`;

/** What a viewer may read, and nothing else: a reviewer's projects whole, of a developer's the own sessions and those the project writes. No text: the newest. */
export async function findSessions(viewer: Viewer, text: string): Promise<SessionRow[]> {
  const { like, regex } = titlePattern(text);
  const values = [projectsAs(viewer, "reviewer"), viewer.personId, projectsAs(viewer, "developer"), like, regex];
  const { rows } = await pgPool().query<SessionRow>(FIND, values);
  return rows;
}
