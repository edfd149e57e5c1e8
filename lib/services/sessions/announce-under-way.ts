/** Tells of each session that runs, waits or would begin by itself: whether it goes on is another matter now. */
import { UNDER_WAY } from "@/lib/event-log/under-way";
import { pgPool } from "@/lib/platform/pg-pool";
import { announceSession } from "./record-fact";

const FOUND = `SELECT s.id FROM session s WHERE ($1::int IS NULL OR s.project_id = $1) AND ($2::int IS NULL OR s.owner_id = $2) AND ${UNDER_WAY}`;

/** Those of a project, of an owner, or of an owner in a project. Call after the commit. */
export async function announceUnderWay({ projectId, ownerId }: { projectId?: number; ownerId?: number }): Promise<void> {
  const { rows } = await pgPool().query<{ id: string }>(FOUND, [projectId ?? null, ownerId ?? null]);
  await announceSession(...rows.map(({ id }) => id));
}
