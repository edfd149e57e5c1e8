import { z } from "zod";
import { parseSessionEvent, type SessionEvent } from "@/lib/domain/session-event";

const answer = z.object({
  event: z.object({ seq: z.number(), at: z.number(), turn: z.number().nullable(), kind: z.string(), payload: z.unknown() }),
  /** The frame it came from; null: a fact of our own. */
  raw: z.string().nullable(),
});

async function ask(sessionId: string, seq: number): Promise<z.infer<typeof answer>> {
  const response = await fetch(`/api/sessions/${sessionId}/events/${seq}`, { cache: "no-store" });
  if (!response.ok) throw new Error(`The event could not be loaded: ${response.status}`);
  return answer.parse(await response.json());
}

/** The whole of an event that came as a preview. Fails when it cannot be had. */
export async function loadEvent(sessionId: string, seq: number): Promise<SessionEvent> {
  return parseSessionEvent((await ask(sessionId, seq)).event);
}

export type RawEvent = { payload: unknown; raw: string | null };

/** An event as it is recorded, and the frame it came from as text. Fails when it cannot be had. */
export async function loadRawEvent(sessionId: string, seq: number): Promise<RawEvent> {
  const { event, raw } = await ask(sessionId, seq);
  return { payload: event.payload, raw };
}
