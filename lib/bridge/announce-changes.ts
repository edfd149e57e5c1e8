/** Tells open lists what changed, at most once a second and only those who may read it, or might until now: a hint without content, and the rows as they are now. */
import type pg from "pg";
import { can, type SessionSubject } from "@/lib/domain/policy";
import { logger } from "@/lib/platform/logger";
import type { ListedSession } from "@/lib/protocol/browser-channel";
import type { BrowserServer, BrowserSocket } from "./gateway-types";
import type { SessionHub } from "./session-hub";

const EVERY_MS = 1_000;

type Changed = SessionSubject &
  Omit<ListedSession, "isMine"> & {
    /** Since the last look it was shared, kept to its owner, or handed over. */
    hasChangedHands: boolean;
  };

/** `since`: the last event that was looked at; null: none yet, so at what came last. */
const CHANGED = `
SELECT 'session' AS kind, s.id, s.title, s.state::text AS state, s.cost_nano::text AS "costNano",
       s.unknown_cost_turns AS "unknownCostTurns", (extract(epoch FROM s.active_at) * 1000)::float8 AS "activeAt", s.last_seq AS "lastSeq", s.owner_id AS "ownerId", s.project_id AS "projectId",
       s.shared, s.archived_at IS NOT NULL AS archived, p.archived_at IS NOT NULL AS "projectArchived",
       EXISTS (SELECT FROM event e WHERE e.session_id = s.id AND e.seq > coalesce(w.since, s.last_seq - 50)
                 AND e.kind IN ('session_shared', 'session_handed_over')) AS "hasChangedHands"
  FROM unnest($1::uuid[], $2::int[]) w (id, since) JOIN session s ON s.id = w.id JOIN project p ON p.id = s.project_id`;
const REMEMBERED_MAX = 10_000;

/** The row for this viewer, or nothing: rights are asked per row, and a row says text and cost. */
function listed(socket: BrowserSocket, row: Changed): ListedSession[] {
  const { viewer } = socket.data;
  if (!can(viewer, "session:read", row) || !can(viewer, "session:cost", row)) return [];
  const { id, title, state, costNano, unknownCostTurns, activeAt, lastSeq, archived, projectArchived } = row;
  const isMine = row.ownerId === viewer.personId;
  return [{ id, title, state, costNano, unknownCostTurns, activeAt, lastSeq, archived: archived || projectArchived, isMine }];
}

/** What this viewer might read until now: a list of theirs may show it still. */
function gone({ data: { viewer } }: BrowserSocket, rows: readonly Changed[]): string[] {
  const isGone = (row: Changed) =>
    row.hasChangedHands && !can(viewer, "session:read", row) && can(viewer, "session:read", { ...row, shared: true });
  return rows.filter(isGone).map(({ id }) => id);
}

async function hint(io: BrowserServer, pool: pg.Pool, changed: readonly string[], looked: Map<string, number>): Promise<void> {
  const watching = [...io.sockets.sockets.values()].filter((socket) => socket.data.isWatchingLists);
  if (watching.length === 0) return;
  const { rows } = await pool.query<Changed>(CHANGED, [changed, changed.map((id) => looked.get(id) ?? null)]);
  if (looked.size > REMEMBERED_MAX) looked.clear();
  for (const { id, lastSeq } of rows) looked.set(id, lastSeq);
  for (const socket of watching) {
    const readable = rows.flatMap((row) => listed(socket, row));
    const closed = gone(socket, rows);
    if (readable.length + closed.length === 0) continue;
    socket.emit("sessions:changed");
    if (readable.length > 0) socket.emit("sessions:rows", readable);
    if (closed.length > 0) socket.emit("sessions:gone", closed);
  }
}

/** Gives what ends it. A hint that cannot be given now is given with the next. */
export function announceChanges(io: BrowserServer, hub: Pick<SessionHub, "onChanged">, pool: pg.Pool): () => void {
  const changed = new Set<string>();
  const looked = new Map<string, number>();
  hub.onChanged((sessionId) => changed.add(sessionId));
  const timer = setInterval(() => {
    if (changed.size === 0) return;
    const ids = [...changed];
    changed.clear();
    hint(io, pool, ids, looked).catch((err: unknown) => {
      logger.debug({ err }, "open lists could not be told of changes");
      for (const id of ids) changed.add(id);
    });
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
