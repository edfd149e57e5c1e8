/** What stands in the rail beside every page: a viewer's newest sessions, and of each project the newest that colleagues let it write. */
import type { SessionState } from "@/lib/domain/sessions/session-state";
import { projectsAs, type Viewer } from "@/lib/domain/viewer";
import { NEWS_SEQ } from "@/lib/event-log/news";
import { pgPool } from "@/lib/platform/pg-pool";
import { SESSION_ROW, type SessionRow } from "./session-row";

/** `newsSeq`: the number of the last event that is news. */
export type RailRow = SessionRow & { newsSeq: number };

const OWN_MAX = 40;
const OWN_PER_PROJECT = 6;
/** What others shared does not crowd out what is one's own. */
const SHARED_PER_PROJECT = 3;
/** What works or asks stands there beside the newest: one that asks has no activity of its own, however long it is not answered. */
const LIVE: readonly SessionState[] = ["running", "waiting"];

/** Each half by an index of its own: one's own by activity, the shared ones of each project by session_shared. */
const RAIL = `
SELECT n.news AS "newsSeq", ${SESSION_ROW} CROSS JOIN LATERAL (SELECT ${NEWS_SEQ} AS news) n
 WHERE p.archived_at IS NULL AND s.id = ANY (ARRAY(
   SELECT x.id FROM session x WHERE x.owner_id = $1 AND x.archived_at IS NULL
      AND x.project_id = ANY (ARRAY(SELECT j.id FROM project j WHERE j.id = ANY ($2::int[]) AND j.archived_at IS NULL))
    ORDER BY x.active_at DESC, x.id DESC LIMIT ${OWN_MAX})
   || ARRAY(SELECT f.id FROM unnest($2::int[]) j (id) CROSS JOIN LATERAL (
     SELECT x.id FROM session x WHERE x.project_id = j.id AND x.shared AND x.archived_at IS NULL AND x.owner_id <> $1
      ORDER BY x.active_at DESC, x.id DESC LIMIT ${SHARED_PER_PROJECT}) f))
 ORDER BY s.active_at DESC, s.id DESC`;

/** Newest activity first. Only what the viewer may write; what they only read is in the project's list. */
export async function listRail(viewer: Viewer): Promise<RailRow[]> {
  const { rows } = await pgPool().query<RailRow>(RAIL, [viewer.personId, projectsAs(viewer, "developer")]);
  const own = new Map<number, number>();
  return rows.filter((row) => {
    if (row.owner.id !== viewer.personId || LIVE.includes(row.state)) return true;
    const count = own.get(row.projectId) ?? 0;
    own.set(row.projectId, count + 1);
    return count < OWN_PER_PROJECT;
  });
}
