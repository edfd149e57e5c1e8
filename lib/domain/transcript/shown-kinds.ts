/** Kinds of events that are drawn as they are recorded, one line or card each. */
import type { ViewerEvent } from "@/lib/domain/sessions/session-event";

export const shownKinds = [
  "session_created",
  "session_renamed",
  "session_archived",
  "session_restored",
  "session_shared",
  "session_handed_over",
  "message_returned",
  "stop_requested",
  "turn_interrupted",
  "outside_usage_found",
  "agent_ended",
  "upstream_lost",
  "upstream_refused",
  "upstream_bound",
  "frames_missed",
  "processes_ended",
  "notice_reported",
  "tool_returned",
  "error_reported",
  "message_injected",
  "retry_reported",
  "mcp_notified",
  "run_log_received",
  "skill_changed",
  "evolution_changed",
  "frame_unrecognized",
  "frame_unparsed",
  "frame_cut",
] as const satisfies readonly ViewerEvent["kind"][];

export type ShownKind = (typeof shownKinds)[number];
