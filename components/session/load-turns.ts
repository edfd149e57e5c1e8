import { type EventPage, eventPageSchema, type TurnPage, turnPageSchema } from "@/lib/domain/turn-outline";

async function ask(path: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(path, { cache: "no-store", signal });
  if (!response.ok) throw new Error(`${path} could not be loaded: ${response.status}`);
  return response.json();
}

/** The newest turns, or those before turn `before`. Fails when they cannot be had. */
export async function loadTurns(sessionId: string, before: number | null, signal: AbortSignal): Promise<TurnPage> {
  return turnPageSchema.parse(await ask(`/api/sessions/${sessionId}/turns${before === null ? "" : `?before=${before}`}`, signal));
}

/** The events of a turn after event `after`. Fails when they cannot be had. */
export async function loadTurnEvents(sessionId: string, no: number, after: number | null, signal: AbortSignal): Promise<EventPage> {
  const path = `/api/sessions/${sessionId}/turns/${no}/events${after === null ? "" : `?after=${after}`}`;
  return eventPageSchema.parse(await ask(path, signal));
}
