import * as z from "zod/mini";
import { askJson } from "@/components/ui/reach/ask-json";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";

const answer = z.object({
  event: z.object({ seq: z.number(), at: z.number(), turn: z.nullable(z.number()), kind: z.string(), payload: z.unknown() }),
  /** The frame it came from; null: a fact of our own. */
  raw: z.nullable(z.string()),
});

const ask = async (sessionId: string, seq: number): Promise<z.infer<typeof answer>> =>
  answer.parse(await askJson(`/api/sessions/${sessionId}/events/${seq}`));

/** The whole of an event that came as a preview. Fails when it cannot be had. */
export async function loadEvent(sessionId: string, seq: number): Promise<SessionEvent> {
  return (await ask(sessionId, seq)).event as SessionEvent; // as: our own server's, which reads its log by the kinds it knows
}

/** All of a message's text, by an event that has it. Fails when it cannot be had. */
export async function loadMessage(sessionId: string, seq: number): Promise<string> {
  const { payload } = await loadEvent(sessionId, seq);
  if (!("text" in payload)) throw new Error(`Event ${seq} has no message.`);
  return payload.text;
}

export type RawEvent = { payload: unknown; raw: string | null };

/** An event as it is recorded, and the frame it came from as text. Fails when it cannot be had. */
export async function loadRawEvent(sessionId: string, seq: number): Promise<RawEvent> {
  const { event, raw } = await ask(sessionId, seq);
  return { payload: event.payload, raw };
}
