/** Hints to open lists that they may look different now; a hint carries nothing, and at most one a second goes to a socket. */
import type pg from "pg";
import { can, type SessionSubject } from "@/lib/domain/policy";
import { logger } from "@/lib/platform/logger";
import type { BrowserServer } from "./gateway-types";
import type { SessionHub } from "./session-hub";

const EVERY_MS = 1_000;

const SUBJECTS = `
SELECT 'session' AS kind, s.owner_id AS "ownerId", s.project_id AS "projectId",
       s.archived_at IS NOT NULL AS archived, p.archived_at IS NOT NULL AS "projectArchived"
  FROM session s JOIN project p ON p.id = s.project_id WHERE s.id = ANY ($1::uuid[])`;

async function hint(io: BrowserServer, pool: pg.Pool, changed: readonly string[]): Promise<void> {
  const watching = [...io.sockets.sockets.values()].filter((socket) => socket.data.isWatchingLists);
  if (watching.length === 0) return;
  const { rows } = await pool.query<SessionSubject>(SUBJECTS, [changed]);
  for (const socket of watching) {
    if (rows.some((subject) => can(socket.data.viewer, "session:read", subject))) socket.emit("sessions:changed");
  }
}

/** Gives what ends it. A hint that cannot be given now is given with the next. */
export function announceChanges(io: BrowserServer, hub: Pick<SessionHub, "onChanged">, pool: pg.Pool): () => void {
  const changed = new Set<string>();
  hub.onChanged((sessionId) => changed.add(sessionId));
  const timer = setInterval(() => {
    if (changed.size === 0) return;
    const ids = [...changed];
    changed.clear();
    hint(io, pool, ids).catch((err: unknown) => {
      logger.debug({ err }, "open lists could not be told of changes");
      for (const id of ids) changed.add(id);
    });
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
