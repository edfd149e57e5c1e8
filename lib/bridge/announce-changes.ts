/** Tells open lists what changed, at most once a second and only those who may read it: a hint without content, and the rows as they are now. */
import type pg from "pg";
import { can, type SessionSubject } from "@/lib/domain/policy";
import { logger } from "@/lib/platform/logger";
import type { ListedSession } from "@/lib/protocol/browser-channel";
import type { BrowserServer, BrowserSocket } from "./gateway-types";
import type { SessionHub } from "./session-hub";

const EVERY_MS = 1_000;

type Changed = SessionSubject & Omit<ListedSession, "isMine">;

const CHANGED = `
SELECT 'session' AS kind, s.id, s.title, s.state::text AS state, s.cost_nano::text AS "costNano",
       s.unknown_cost_turns AS "unknownCostTurns", (extract(epoch FROM s.active_at) * 1000)::float8 AS "activeAt", s.last_seq AS "lastSeq", s.owner_id AS "ownerId", s.project_id AS "projectId",
       s.shared, s.archived_at IS NOT NULL AS archived, p.archived_at IS NOT NULL AS "projectArchived"
  FROM session s JOIN project p ON p.id = s.project_id WHERE s.id = ANY ($1::uuid[])`;

/** The row for this viewer, or nothing: rights are asked per row, and a row says text and cost. */
function listed(socket: BrowserSocket, row: Changed): ListedSession[] {
  const { viewer } = socket.data;
  if (!can(viewer, "session:read", row) || !can(viewer, "session:cost", row)) return [];
  const { id, title, state, costNano, unknownCostTurns, activeAt, lastSeq, archived, projectArchived } = row;
  const isMine = row.ownerId === viewer.personId;
  return [{ id, title, state, costNano, unknownCostTurns, activeAt, lastSeq, archived: archived || projectArchived, isMine }];
}

async function hint(io: BrowserServer, pool: pg.Pool, changed: readonly string[]): Promise<void> {
  const watching = [...io.sockets.sockets.values()].filter((socket) => socket.data.isWatchingLists);
  if (watching.length === 0) return;
  const { rows } = await pool.query<Changed>(CHANGED, [changed]);
  for (const socket of watching) {
    const readable = rows.flatMap((row) => listed(socket, row));
    if (readable.length === 0) continue;
    socket.emit("sessions:changed");
    socket.emit("sessions:rows", readable);
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
