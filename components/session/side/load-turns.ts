import { askJson } from "@/components/ui/reach/ask-json";
import { type EventPage, eventPageSchema, type TurnPage, turnPageSchema } from "@/lib/domain/sessions/turn-outline";

/** The newest turns, or those before turn `before`. Fails when they cannot be had. */
export async function loadTurns(sessionId: string, before: number | null, signal: AbortSignal): Promise<TurnPage> {
  return turnPageSchema.parse(await askJson(`/api/sessions/${sessionId}/turns${before === null ? "" : `?before=${before}`}`, signal));
}

/** The events of a turn after event `after`. Fails when they cannot be had. */
export async function loadTurnEvents(sessionId: string, no: number, after: number | null, signal: AbortSignal): Promise<EventPage> {
  const path = `/api/sessions/${sessionId}/turns/${no}/events${after === null ? "" : `?after=${after}`}`;
  return eventPageSchema.parse(await askJson(path, signal));
}
