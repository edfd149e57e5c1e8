/** A few sessions to jump to, over all projects: titles that hold a text, newest activity first. */
import { projectsAs, type Viewer } from "@/lib/domain/viewer";
import { pgPool } from "@/lib/platform/pg-pool";
import { SESSION_ROW, type SessionRow } from "./session-row";
import { titlePattern } from "./title-pattern";

const FOUND_MAX = 8;

const FIND = `
SELECT ${SESSION_ROW}
 WHERE (p.id = ANY ($1::int[]) OR ((s.owner_id = $2 OR s.shared) AND p.id = ANY ($3::int[])))
   AND s.archived_at IS NULL AND p.archived_at IS NULL
   AND ($4::text IS NULL OR s.title ILIKE $4)
 ORDER BY s.active_at DESC, s.id DESC
 LIMIT ${FOUND_MAX}`;

/** What a viewer may read, and nothing else: a reviewer's projects whole, of a developer's the own sessions and those the project writes. No text: the newest. */
export async function findSessions(viewer: Viewer, text: string): Promise<SessionRow[]> {
  const values = [projectsAs(viewer, "reviewer"), viewer.personId, projectsAs(viewer, "developer"), titlePattern(text)];
  const { rows } = await pgPool().query<SessionRow>(FIND, values);
  return rows;
}
