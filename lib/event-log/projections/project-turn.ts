/** Turn rows: opened by whom or what, and how they ended. */
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import { type Change, storableKey } from "./change";

function opened(event: EventDraft): Change | null {
  if (event.turn === null) return null;
  if (event.kind === "message_sent") {
    const { by, requestId } = event.payload;
    return { op: "turn_open", no: event.turn, cause: "person", person: by.personId, request: storableKey(requestId) };
  }
  if (event.kind === "message_injected") {
    const { sourceKind, personId } = event.payload;
    return { op: "turn_open", no: event.turn, cause: storableKey(sourceKind), person: personId, request: null };
  }
  return null;
}

/** The opening or the end of the event's turn, or nothing. */
export function projectTurn(event: EventDraft): Change | null {
  const { turn } = event;
  if (turn === null || !("ends" in event.payload) || event.payload.ends === null) return opened(event);
  return { op: "turn_close", no: turn, state: event.payload.ends };
}
