/** Tells of each session that runs, waits or would begin by itself: whether it goes on is another matter now. */
import { UNDER_WAY } from "@/lib/event-log/under-way";
import { pgPool } from "@/lib/platform/pg-pool";
import { announce } from "./record-fact";

const FOUND = `
SELECT s.id FROM session s
 WHERE ($1::int IS NULL OR s.project_id = $1)
   AND ($2::int IS NULL OR s.owner_id = $2 OR EXISTS (SELECT FROM queued_message q WHERE q.session_id = s.id AND q.person_id = $2)
        OR EXISTS (SELECT FROM asked_command a WHERE a.session_id = s.id AND a.person_id = $2))
   AND ${UNDER_WAY}`;

/** Those of a project, of a person, or of a person in a project: their own, and where a message or a command of theirs waits. Call after the commit. */
export async function announceUnderWay({ projectId, personId }: { projectId?: number; personId?: number }): Promise<void> {
  await announce(async () => {
    const { rows } = await pgPool().query<{ id: string }>(FOUND, [projectId ?? null, personId ?? null]);
    return rows.map(({ id }) => id);
  });
}
