/** At boot: turns that a crash left open, and sessions that must go on without a viewer. */
import type pg from "pg";
import { GOES_ON } from "@/lib/event-log/under-way";
import { logger } from "@/lib/platform/logger";
import type { SessionHub } from "./session-hub";

const AT_ONCE = 8;

const LEFT = `
SELECT s.id, u.kind::text AS kind, s.open_turn IS NOT NULL AS "hasTurn", ${GOES_ON} AS "goesOn"
  FROM session s JOIN project p ON p.id = s.project_id JOIN upstream u ON u.project_id = p.id
 WHERE s.open_turn IS NOT NULL OR ${GOES_ON}
 ORDER BY s.active_at DESC`;

type Left = { id: string; kind: string; hasTurn: boolean; goesOn: boolean };

async function recover(hub: SessionHub, { id, kind, hasTurn, goesOn }: Left): Promise<void> {
  const live = await hub.acquire(id);
  // An agent at an address may still be working: it is asked before its turn is given up.
  if (goesOn || (hasTurn && kind === "external")) live.wake();
  else if (hasTurn) await live.settle();
}

/** Resolves when every open turn whose agent cannot have survived is interrupted; the others follow as their agents answer. */
export async function recoverTurns(pool: pg.Pool, hub: SessionHub): Promise<void> {
  const { rows } = await pool.query<Left>(LEFT);
  const waiting = [...rows];
  const work = async (): Promise<void> => {
    for (let left = waiting.shift(); left; left = waiting.shift()) {
      const { id } = left;
      await recover(hub, left).catch((err: unknown) =>
        logger.warn({ err, session: id }, "a session that was left open could not be taken up"),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (rows.length > 0) logger.info({ sessions: rows.length }, "sessions that were left open are taken up");
}
