/** Session, QueuedMessage and AskedCommand rows: what a session is called, who serves it, why it is kept, and what waits to be sent. */
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import { type Change, storable, storableKey } from "./change";

function projectQueue(event: EventDraft): Change | null {
  switch (event.kind) {
    case "message_queued":
    case "message_returned": {
      const { messageId, text, by, place, reason } = event.payload;
      const content = JSON.stringify(text); // JSON twice over: jsonb would refuse a NUL that is only escaped once
      return {
        op: "queue_put",
        message: messageId,
        place,
        person: by.personId,
        content,
        reason: reason === null ? null : storable(reason),
      };
    }
    case "message_edited":
      return { op: "queue_text", message: event.payload.messageId, content: JSON.stringify(event.payload.text) };
    case "message_moved":
      return { op: "queue_place", message: event.payload.messageId, place: event.payload.place };
    case "message_removed":
      return { op: "queue_remove", message: event.payload.messageId };
    case "message_sent":
      return event.payload.fromQueue ? { op: "queue_remove", message: event.payload.messageId } : null;
    case "command_asked":
      return { op: "command_put", request: storableKey(event.payload.requestId), person: event.payload.by.personId };
    case "command_sent":
    case "command_dropped":
      return { op: "command_remove", request: storableKey(event.payload.requestId) };
    default:
      return null;
  }
}

/** The change of the session's own row or of its queue, or nothing. */
export function projectSession(event: EventDraft): Change | null {
  switch (event.kind) {
    case "session_created":
      return { op: "created", title: storable(event.payload.title), person: event.payload.by.personId };
    case "session_renamed":
      return { op: "title", title: storable(event.payload.title) };
    case "session_archived":
      return { op: "archive", archived: true };
    case "session_restored":
      return { op: "archive", archived: false };
    case "session_shared":
      return { op: "share", shared: event.payload.mode === "project" };
    case "session_handed_over":
      return { op: "owner", person: event.payload.to.personId };
    case "agent_described":
      return { op: "agent", model: storable(event.payload.model), role: storable(event.payload.role) };
    case "session_kept":
      return { op: "keep", kept: event.payload.reasons.map(storable) };
    default:
      return projectQueue(event);
  }
}
