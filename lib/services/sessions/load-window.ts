/** A part of a session's log, as much as a page shows at once, with what was known before it. */
import type pg from "pg";
import { z } from "zod";
import { typedRowId } from "@/lib/domain/row-id";
import type { SessionEvent, ViewerEvent } from "@/lib/domain/sessions/session-event";
import {
  baseBefore,
  bookkeepingCommands,
  bookkeepingKinds,
  bookkeepingTools,
  type TranscriptWindow,
} from "@/lib/domain/transcript/transcript-window";
import type { Viewer } from "@/lib/domain/viewer";
import { previewEvent } from "@/lib/event-log/preview-event";
import { readEvents, readEventsBefore } from "@/lib/event-log/read-events";
import { pgPool } from "@/lib/platform/pg-pool";
import { openSession } from "./open-session";

/** Which part: the newest events before one, the oldest after one, those around one, or the newest of all. */
export const windowPlace = z.union([
  z.strictObject({ before: typedRowId }),
  z.strictObject({ after: typedRowId }),
  z.strictObject({ at: typedRowId }),
  z.strictObject({ end: z.literal(true) }),
]);
export type WindowPlace = z.infer<typeof windowPlace>;

/** How many events a part has, and how many more so that it begins with a turn. */
const AIM = 120;
const REACH = 200;
/** Of a part around an event: how far before it, when its turn began long ago. */
const AHEAD = 40;
/** UTF-16 units of JSON a part may weigh. */
const WEIGHT_MAX = 1536 * 1024;
const READ_AT_ONCE = 40;

type Bounds = { from: number; to: number };

/** Within a turn a part begins with a call, so that no result is without its own. */
const START = `SELECT (SELECT max(opened_seq) FROM turn WHERE session_id = $1 AND opened_seq <= $2) AS turn,
  (SELECT max(called_seq) FROM tool_call WHERE session_id = $1 AND called_seq <= $3 AND called_seq > $3 - 20) AS call`;

/** Where the turn began that event `wanted` is in; `wanted` less `ahead` when that is more than `reach` before it. */
async function nearTurnStart(pool: pg.Pool, sessionId: string, wanted: number, { reach, ahead }: { reach: number; ahead: number }) {
  if (wanted <= ahead) return 1;
  const { rows } = await pool.query<{ turn: number | null; call: number | null }>(START, [sessionId, wanted, wanted - ahead]);
  const turn = rows[0]?.turn ?? 1;
  return wanted - turn <= reach ? turn : Math.max(turn, rows[0]?.call ?? wanted - ahead);
}

async function boundsOf(pool: pg.Pool, sessionId: string, place: WindowPlace): Promise<Bounds> {
  const { rows } = await pool.query<{ last: number }>("SELECT last_seq AS last FROM session WHERE id = $1", [sessionId]);
  const last = rows[0]?.last ?? 0;
  if ("after" in place) return { from: Math.min(last, place.after) + 1, to: Math.min(last, place.after + AIM) };
  if ("at" in place) {
    const from = await nearTurnStart(pool, sessionId, Math.min(place.at, last), { reach: AIM / 2, ahead: AHEAD });
    return { from, to: Math.min(last, from + AIM) };
  }
  const to = "before" in place ? Math.min(place.before - 1, last) : last;
  return { from: await nearTurnStart(pool, sessionId, to - AIM, { reach: REACH, ahead: 0 }), to };
}

const weightOf = (event: ViewerEvent): number => JSON.stringify(event).length;

/** As many as a part may weigh, at least one, from the beginning on. */
function withinWeight(events: readonly ViewerEvent[]): ViewerEvent[] {
  let weight = 0;
  return events.filter((event, index) => {
    weight += weight > WEIGHT_MAX ? 0 : weightOf(event);
    return index === 0 || weight <= WEIGHT_MAX;
  });
}
const newestWithin = (events: readonly ViewerEvent[]): ViewerEvent[] => withinWeight(events.toReversed()).reverse();

/** What may be left out of a part is what is farthest from the place that was asked for. */
function trim(events: readonly ViewerEvent[], place: WindowPlace): ViewerEvent[] {
  if ("after" in place) return withinWeight(events);
  if (!("at" in place)) return newestWithin(events);
  return [...newestWithin(events.filter(({ seq }) => seq < place.at)), ...withinWeight(events.filter(({ seq }) => seq >= place.at))];
}

/** Large results are made previews as they come, a few at a time, so that they never fill the memory together. */
async function readPreviews(pool: pg.Pool, sessionId: string, { from, to }: Bounds): Promise<ViewerEvent[]> {
  const events: ViewerEvent[] = [];
  for (let after = from - 1; after < to; ) {
    const read: SessionEvent[] = await readEvents(pool, sessionId, { after, limit: Math.min(READ_AT_ONCE, to - after) });
    const newest = read.at(-1);
    if (!newest) break;
    events.push(...read.map(previewEvent));
    after = newest.seq;
  }
  return events;
}

/** Not guarded: the caller has asked `openSession`. */
export async function readWindow(sessionId: string, place: WindowPlace): Promise<TranscriptWindow> {
  const pool = pgPool();
  const bounds = await boundsOf(pool, sessionId, place);
  const read = await readPreviews(pool, sessionId, bounds);
  const events = trim(read, place);
  const from = events[0]?.seq ?? Math.max(1, bounds.from);
  const bookkeeping = { kinds: bookkeepingKinds, tools: bookkeepingTools, commands: bookkeepingCommands };
  const before = await readEventsBefore(pool, sessionId, { before: from, ...bookkeeping });
  return { base: baseBefore(from, before.map(previewEvent)), events };
}

/** Long texts as previews. Refuses "not_found" for unknown and forbidden sessions. */
export async function loadWindow(viewer: Viewer, sessionId: string, place: WindowPlace): Promise<{ window: TranscriptWindow }> {
  const { id } = await openSession(viewer, "session:read", sessionId);
  return { window: await readWindow(id, place) };
}
