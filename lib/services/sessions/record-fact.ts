/** Writes one fact of our own into a session's log and tells whoever is watching. */
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { refuse } from "@/lib/domain/refusal";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import { appendEvents } from "@/lib/event-log/append-events";
import { inTransaction } from "@/lib/platform/in-transaction";
import { pgPool } from "@/lib/platform/pg-pool";
import { untilDone } from "@/lib/platform/until-done";
import type { OpenedSession } from "./open-session";

/** Appends without an epoch: a fact of a person is right whoever holds the session. Refuses "not_found" when the session is gone. */
export async function appendFact(client: pg.ClientBase | pg.Pool, sessionId: string, draft: EventDraft): Promise<void> {
  const [placed] = await appendEvents(client, [{ sessionId, epoch: null, items: [{ draft, source: randomUUID(), sourceSeq: 1 }] }]);
  const first = placed?.[0];
  if (first?.status === "refused") throw first.error;
  if (first?.status !== "stored") refuse("not_found");
}

/**
 * Call after the commit: inside a transaction a notification makes every other commit wait. It never fails, for what is on record is done,
 * whoever hears of it.
 */
export const announce = (find: () => Promise<string[]>): Promise<void> =>
  untilDone("a change of sessions could not be told", async () =>
    pgPool().query("SELECT pg_notify('session_events', id) FROM unnest($1::text[]) AS id", [await find()]),
  );

export const announceSession = (sessionId: string): Promise<void> => announce(async () => [sessionId]);

type Settled = { ownerId: number; title: string; shared: boolean; archived: boolean };

/** For what only the owner may do; returns when the fact is committed, and announced if that could be. Where it `isSo` already nothing is recorded: who want the same at once follow each other. */
export function recordFactOnce(
  { id, subject }: Pick<OpenedSession, "id" | "subject">,
  isSo: (session: Settled) => boolean,
  draft: EventDraft,
): Promise<void> {
  return recordUnless(
    id,
    // It was opened as its owner's, who may have given it on since.
    (now) => (now.ownerId === subject.ownerId ? isSo(now) : refuse("not_found")),
    draft,
  );
}

/** The same for what nobody has to be asked whether they may. */
export async function recordUnless(id: string, isSo: (session: Settled) => boolean, draft: EventDraft): Promise<void> {
  const isNew = await inTransaction(async (client) => {
    const { rows } = await client.query<Settled>(
      'SELECT owner_id AS "ownerId", title, shared, archived_at IS NOT NULL AS archived FROM session WHERE id = $1 FOR NO KEY UPDATE',
      [id],
    );
    if (isSo(rows[0] ?? refuse("not_found"))) return false;
    await appendFact(client, id, draft);
    return true;
  });
  if (isNew) await announceSession(id);
}
