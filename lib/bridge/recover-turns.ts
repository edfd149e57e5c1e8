/** At boot: turns and commands that a crash left open, and sessions that must go on without a viewer. */
import type pg from "pg";
import { LEASE_MS } from "@/lib/event-log/claim-session";
import { GOES_ON, HAS_ASKED } from "@/lib/event-log/under-way";
import { callAfter } from "@/lib/platform/call-after";
import { logger } from "@/lib/platform/logger";
import type { SessionHub } from "./sessions/session-hub";

const AT_ONCE = 8;
/** A lease ends by the database's clock. */
const CLOCKS_MS = 1_000;

/** A lease that still counts may be that of a process that was killed: the same session is free when it is over. */
const LEFT = `
SELECT s.id, u.kind::text AS kind, s.open_turn IS NOT NULL AS "hasTurn", ${HAS_ASKED} AS "hasAsked", ${GOES_ON} AS "goesOn",
       EXISTS (SELECT FROM holder h WHERE h.id = s.holder_id AND h.id <> $1 AND h.lease_until > now()) AS "isHeld"
  FROM session s JOIN project p ON p.id = s.project_id JOIN upstream u ON u.project_id = p.id
 WHERE s.open_turn IS NOT NULL OR ${HAS_ASKED} OR ${GOES_ON}
 ORDER BY s.active_at DESC`;

type Left = { id: string; kind: string; hasTurn: boolean; hasAsked: boolean; goesOn: boolean; isHeld: boolean };

async function recover(hub: SessionHub, { id, kind, hasTurn, hasAsked, goesOn, isHeld }: Left): Promise<void> {
  const live = await hub.acquire(id);
  // An agent at an address may still be working: it is asked before its turn is given up. What another holds is not ours to give up.
  if (goesOn || isHeld || (hasTurn && kind === "external")) live.wake();
  else if (hasTurn || hasAsked) await live.settle();
}

async function recoverAll(hub: SessionHub, left: readonly Left[]): Promise<void> {
  const waiting = [...left];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { id } = next;
      await recover(hub, next).catch((err: unknown) =>
        logger.warn({ err, session: id }, "a session that was left open could not be taken up"),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (left.length > 0) logger.info({ sessions: left.length }, "sessions that were left open are taken up");
}

/**
 * Resolves when every open turn whose agent cannot have survived is interrupted; the others follow as their agents answer. What another process
 * holds, `holderId` being ours, is tried once more when its lease is over, if it was killed.
 */
export async function recoverTurns(pool: pg.Pool, hub: SessionHub, holderId: string, after = callAfter): Promise<void> {
  const find = async () => (await pool.query<Left>(LEFT, [holderId])).rows;
  const left = await find();
  await recoverAll(hub, left);
  const held = new Set(left.flatMap(({ id, isHeld }) => (isHeld ? [id] : [])));
  if (held.size === 0) return;
  after(LEASE_MS + CLOCKS_MS, () => {
    find()
      .then((now) =>
        recoverAll(
          hub,
          now.filter(({ id }) => held.has(id)),
        ),
      )
      .catch((err: unknown) => logger.warn({ err }, "sessions that another process held could not be looked at again"));
  });
}
