import { z } from "zod";
import { parseSessionEvent, type SessionEvent } from "@/lib/domain/session-event";

const answer = z.object({
  event: z.object({ seq: z.number(), at: z.number(), turn: z.number().nullable(), kind: z.string(), payload: z.unknown() }),
});

/** The whole of an event that came as a preview. Fails when it cannot be had. */
export async function loadEvent(sessionId: string, seq: number): Promise<SessionEvent> {
  const response = await fetch(`/api/sessions/${sessionId}/events/${seq}`, { cache: "no-store" });
  if (!response.ok) throw new Error(`The event could not be loaded: ${response.status}`);
  return parseSessionEvent(answer.parse(await response.json()).event);
}
