/** One event in full, and the frame it came from: what "show all" asks for. */
import { refuse } from "@/lib/domain/refusal";
import type { SessionEvent } from "@/lib/domain/session-event";
import type { Viewer } from "@/lib/domain/viewer";
import { readEvent } from "@/lib/event-log/read-events";
import { pgPool } from "@/lib/platform/pg-pool";
import { openSession } from "./open-session";

/** `raw` is the frame byte for byte, null for facts of our own. Refuses "not_found". */
export async function loadEvent(viewer: Viewer, sessionId: string, seq: number): Promise<{ event: SessionEvent; raw: Buffer | null }> {
  const { id } = await openSession(viewer, "session:read", sessionId);
  if (!Number.isSafeInteger(seq) || seq < 1 || seq > 2_147_483_647) refuse("not_found");
  return (await readEvent(pgPool(), id, seq)) ?? refuse("not_found");
}
