/** One event in full, and the frame it came from: what "show all" asks for. */
import { refuse } from "@/lib/domain/refusal";
import { rowId } from "@/lib/domain/row-id";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import type { Viewer } from "@/lib/domain/viewer";
import { readEvent } from "@/lib/event-log/read-events";
import { pgPool } from "@/lib/platform/pg-pool";
import { openSession } from "./open-session";

/** `raw` is the frame byte for byte, null for facts of our own. Refuses "not_found". */
export async function loadEvent(viewer: Viewer, sessionId: string, seq: number): Promise<{ event: SessionEvent; raw: Buffer | null }> {
  const { id } = await openSession(viewer, "session:read", sessionId);
  if (!rowId.safeParse(seq).success) refuse("not_found");
  return (await readEvent(pgPool(), id, seq)) ?? refuse("not_found");
}
