/** Writes one fact of our own into a session's log and tells whoever is watching. */
import { randomUUID } from "node:crypto";
import { refuse } from "@/lib/domain/refusal";
import type { EventDraft } from "@/lib/domain/session-event";
import { appendEvents } from "@/lib/event-log/append-events";
import { pgPool } from "@/lib/platform/pg-pool";

/** Returns when the fact is committed. Without an epoch: a fact of a person is right whoever holds the session. */
export async function recordFact(sessionId: string, draft: EventDraft): Promise<void> {
  const [placed] = await appendEvents(pgPool(), [{ sessionId, epoch: null, items: [{ draft, source: randomUUID(), sourceSeq: 1 }] }]);
  if (placed?.[0]?.status !== "stored") refuse("not_found");
  await pgPool().query("SELECT pg_notify('session_events', $1)", [sessionId]);
}
