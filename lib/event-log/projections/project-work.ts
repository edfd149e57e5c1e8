/** ToolCall, Run and Elicitation rows: what the agent did, delegated and asked. */
import type { EventDraft, EventPayload } from "@/lib/domain/sessions/session-event";
import { endsRun } from "@/lib/domain/transcript/transcript-run";
import { type Change, storable, storableKey } from "./change";

function projectRun(turn: number | null, run: EventPayload<"run_progressed">): Change {
  const status = run.runKind === "status" && typeof run.event.status === "string" ? storable(run.event.status) : null;
  return {
    op: "run",
    no: turn,
    id: storableKey(run.runId),
    role: storable(run.role),
    status,
    closes: endsRun(run),
  };
}

/** The change of a tool call, run or elicitation that the event tells of, or nothing. Outside a turn a tool call belongs to turn 0. */
export function projectWork(event: EventDraft): Change | null {
  const no = event.turn ?? 0;
  switch (event.kind) {
    case "tool_called": {
      const { toolId, tool, server } = event.payload;
      return { op: "tool_call", no, id: storableKey(toolId), tool: storable(tool), server: storable(server) };
    }
    case "tool_returned": {
      const { toolId, tool, server, success } = event.payload;
      return { op: "tool_return", no, id: storableKey(toolId), tool: storable(tool), server: storable(server), ok: success };
    }
    case "run_progressed":
      return projectRun(event.turn, event.payload);
    case "elicitation_asked":
      return { op: "ask", no: event.turn, id: storableKey(event.payload.id) };
    case "elicitation_answered":
      return { op: "ask_close", id: storableKey(event.payload.id), action: event.payload.action, person: event.payload.by.personId };
    case "elicitation_closed":
      return { op: "ask_close", id: storableKey(event.payload.id), action: "gone", person: null };
    default:
      return null;
  }
}
