/** Tells open lists what changed, once a second, a turn's beginning and end at once, and only those who may read it, or might until now: a hint without content, and the rows as they are now. */
import type pg from "pg";
import type { SessionHub } from "@/lib/bridge/sessions/session-hub";
import { can, type SessionSubject } from "@/lib/domain/policy";
import { LISTED_STATE } from "@/lib/event-log/listed-state";
import { NEWS_SEQ } from "@/lib/event-log/news";
import { logger } from "@/lib/platform/logger";
import type { ListedSession } from "@/lib/protocol/browser-channel";
import type { BrowserServer, BrowserSocket } from "./gateway-types";

const EVERY_MS = 1_000;
/** What a person waits for is told within this, with whatever else changed meanwhile. */
const SOON_MS = 100;

type Changed = SessionSubject &
  Omit<ListedSession, "isMine" | "canWrite"> & {
    /** Since the last look it was shared, kept to its owner, or handed over. */
    hasChangedHands: boolean;
  };

/** `since`: the last event that was looked at; null: none yet, so at what came last. */
const CHANGED = `
SELECT 'session' AS kind, s.id, s.title, ${LISTED_STATE} AS state, s.cost_nano::text AS "costNano",
       s.unknown_cost_turns AS "unknownCostTurns", (extract(epoch FROM s.active_at) * 1000)::float8 AS "activeAt", s.last_seq AS "lastSeq", ${NEWS_SEQ} AS "newsSeq", s.owner_id AS "ownerId", o.name AS "ownerName", s.project_id AS "projectId",
       s.shared, s.archived_at IS NOT NULL AS archived, p.archived_at IS NOT NULL AS "projectArchived",
       EXISTS (SELECT FROM event e WHERE e.session_id = s.id AND e.seq > coalesce(w.since, s.last_seq - 50)
                 AND e.kind IN ('session_shared', 'session_handed_over')) AS "hasChangedHands"
  FROM unnest($1::uuid[], $2::int[]) w (id, since) JOIN session s ON s.id = w.id JOIN project p ON p.id = s.project_id JOIN person o ON o.id = s.owner_id`;
const REMEMBERED_MAX = 10_000;

/** The row for this viewer, or nothing: rights are asked per row, and a row says text and cost. */
function listed(socket: BrowserSocket, row: Changed): ListedSession[] {
  const { viewer } = socket.data;
  if (!can(viewer, "session:read", row) || !can(viewer, "session:cost", row)) return [];
  const { id, title, state, costNano, unknownCostTurns, activeAt, lastSeq, newsSeq, ownerName } = row;
  const mine = { ownerName, isMine: row.ownerId === viewer.personId, canWrite: can(viewer, "session:send", row) };
  const archived = row.archived || row.projectArchived;
  return [{ id, title, state, costNano, unknownCostTurns, activeAt, lastSeq, newsSeq, archived, ...mine }];
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
  let soon: ReturnType<typeof setTimeout> | null = null;
  const tell = () => {
    if (soon) clearTimeout(soon);
    soon = null;
    if (changed.size === 0) return;
    const ids = [...changed];
    changed.clear();
    hint(io, pool, ids, looked).catch((err: unknown) => {
      logger.debug({ err }, "open lists could not be told of changes");
      for (const id of ids) changed.add(id);
    });
  };
  hub.onChanged((sessionId, isUrgent) => {
    changed.add(sessionId);
    if (isUrgent) soon ??= setTimeout(tell, SOON_MS);
  });
  const timer = setInterval(tell, EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    if (soon) clearTimeout(soon);
  };
}
