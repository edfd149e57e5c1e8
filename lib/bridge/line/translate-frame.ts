/** The agent's words into our facts, one frame one event, nothing lost; pure. Turns and shares of cost are the tracker's. */
import { createHash } from "node:crypto";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import { isCounted, nanoFromDollars, type Totals, wholeCount } from "@/lib/domain/sessions/usage";
import { objectOf, textOrJson } from "@/lib/domain/text/loose-json";
import type { ParsedFrame, UpstreamFrame } from "@/lib/protocol/upstream-frames";

type FrameOf<T extends UpstreamFrame["type"]> = Extract<UpstreamFrame, { type: T }>;
type Draft = Omit<EventDraft, "at" | "turn"> & Pick<EventDraft, "kind" | "payload">;

const PREVIEW_MAX = 2_000;

/** Unknown fields, or nothing at all when there are none. */
const extraOf = (rest: Record<string, unknown>): { extra?: Record<string, unknown> } =>
  Object.keys(rest).length > 0 ? { extra: rest } : {};

/** A cost frame's running totals in whole nano-USD and tokens. */
function totalsOfCost(fields: FrameOf<"cost">["fields"]): Totals {
  return {
    costNano: String(nanoFromDollars(fields.session_cost)),
    auxCostNano: String(nanoFromDollars(fields.aux_cost)),
    tokens: wholeCount(fields.session_tokens),
    input: wholeCount(fields.input_tokens),
    output: wholeCount(fields.output_tokens),
    cacheRead: wholeCount(fields.cache_read_tokens),
    cacheWrite: wholeCount(fields.cache_write_tokens),
    reasoning: wholeCount(fields.reasoning_tokens),
    auxInput: wholeCount(fields.aux_input_tokens),
    auxOutput: wholeCount(fields.aux_output_tokens),
  };
}

function translateStatus({ fields, rest }: FrameOf<"status">): Draft {
  const { message, data } = fields;
  const { command_type: commandType } = objectOf(data);
  if (typeof commandType === "string") {
    return { kind: "command_answered", payload: { commandType, message, result: data, own: false, ...extraOf(rest) } };
  }
  return { kind: "notice_reported", payload: { message, ...extraOf(data === undefined ? rest : { ...rest, data }) } };
}

function translateAck({ fields, streamSeq, rest }: FrameOf<"ack">): Draft {
  const { message_type: messageType, request_id: requestId, stream, capabilities, resumed, commands } = fields;
  if (messageType !== "session") return { kind: "frame_acknowledged", payload: { messageType, requestId, ...extraOf(rest) } };
  // A bind that is refused is acknowledged too, but with no place in the stream.
  if (stream === null) return { kind: "frame_acknowledged", payload: { messageType, requestId, ...extraOf({ ...rest, capabilities }) } };
  return { kind: "upstream_bound", payload: { stream, streamSeq, resumed, capabilities, commands: commands ?? [], ...extraOf(rest) } };
}

function translateElicitation({ fields, rest }: FrameOf<"elicitation">): Draft {
  const { mode, message, requestedSchema, url, ...others } = fields.params;
  const payload = {
    id: fields.id,
    server: fields.server,
    toolId: fields.tool_id,
    mode: typeof mode === "string" ? mode : "form",
    message: textOrJson(message),
    schema: requestedSchema ?? null,
    url: typeof url === "string" ? url : null,
    ...extraOf({ ...rest, ...(Object.keys(others).length > 0 ? { params: others } : {}) }),
  };
  return { kind: "elicitation_asked", payload };
}

function translateRunEvent({ fields, rest }: FrameOf<"run_event">): Draft {
  const { run_id: runId, role, seq, event } = fields;
  const cost = event.kind === "usage" && typeof event.cost === "number" ? nanoFromDollars(event.cost) : null;
  const costNano = cost !== null && isCounted(cost) ? String(cost) : null;
  return {
    kind: "run_progressed",
    payload: { runId, role, runSeq: wholeCount(seq), runKind: textOrJson(event.kind), event, costNano, ...extraOf(rest) },
  };
}

function translateTool(frame: FrameOf<"tool_use"> | FrameOf<"tool_result">): Draft {
  if (frame.type === "tool_use") {
    const { tool, tool_id: toolId, server, params } = frame.fields;
    return { kind: "tool_called", payload: { tool, toolId, server, params: params ?? null, ...extraOf(frame.rest) } };
  }
  const { tool, tool_id: toolId, server, content, success } = frame.fields;
  return { kind: "tool_returned", payload: { tool, toolId, server, content: textOrJson(content), success, ...extraOf(frame.rest) } };
}

function translateCost({ fields, rest }: FrameOf<"cost">): Draft {
  const { request_id: requestId, cancelled, pending_work: pendingWork } = fields;
  const open = { ends: null, usage: null, personId: null, agent: null };
  return {
    kind: "usage_reported",
    payload: { totals: totalsOfCost(fields), requestId, cancelled, pendingWork, ...open, ...extraOf(rest) },
  };
}

function translateRetry({ fields, rest }: FrameOf<"retry">): Draft {
  const { purpose, attempt, max_retries: maxRetries, delay_ms: delayMs, reason, message } = fields;
  return { kind: "retry_reported", payload: { purpose, attempt, maxRetries, delayMs, reason, message, ...extraOf(rest) } };
}

/** `ownerId` is who an injected turn's cost belongs to. */
function translateKnown(frame: UpstreamFrame, ownerId: number): Draft {
  const extra = extraOf(frame.rest);
  switch (frame.type) {
    case "status":
      return translateStatus(frame);
    case "ack":
      return translateAck(frame);
    case "assistant":
      return { kind: "reply_added", payload: { content: frame.fields.content, ...extra } };
    case "thinking":
      return { kind: "thought_added", payload: { content: frame.fields.content, ...extra } };
    case "tool_use":
    case "tool_result":
      return translateTool(frame);
    case "cost":
      return translateCost(frame);
    case "error": {
      const { message, code, request_id: requestId } = frame.fields;
      return { kind: "error_reported", payload: { message, code, requestId, ends: null, ...extra } };
    }
    case "injected": {
      const { source_kind: sourceKind, source_label: sourceLabel, content } = frame.fields;
      return { kind: "message_injected", payload: { sourceKind, sourceLabel, content, personId: ownerId, ...extra } };
    }
    case "retry":
      return translateRetry(frame);
    case "elicitation":
      return translateElicitation(frame);
    case "mcp_notification": {
      const { server, method, params, tool_id: toolId } = frame.fields;
      return { kind: "mcp_notified", payload: { server, method, params: params ?? null, toolId, ...extra } };
    }
    case "run_event":
      return translateRunEvent(frame);
    case "run_log":
      return {
        kind: "run_log_received",
        payload: { runId: frame.fields.run_id, status: frame.fields.status, events: frame.fields.events ?? null, ...extra },
      };
    case "skill":
      return { kind: "skill_changed", payload: { action: frame.fields.action, name: frame.fields.name, ...extra } };
    case "evolution":
      return { kind: "evolution_changed", payload: { action: frame.fields.action, ...extra } };
    case "unrecognized":
      return { kind: "frame_unrecognized", payload: { frameType: frame.frameType, frame: frame.frame } };
    default:
      return frame satisfies never;
  }
}

/** One frame as a draft without a turn. `text` is the frame as it came, for what cannot be parsed. */
export function translateFrame(parsed: ParsedFrame, text: string, { at, ownerId }: { at: number; ownerId: number }): EventDraft {
  const draft = parsed.ok
    ? translateKnown(parsed.frame, ownerId)
    : ({
        kind: "frame_unparsed",
        payload: { reason: parsed.reason, bytes: Buffer.byteLength(text), preview: text.slice(0, PREVIEW_MAX) },
      } as const);
  return { ...draft, at, turn: null } as EventDraft; // as: kind and payload were paired above
}

/** Stands for a frame that is larger than the log takes: its head, length and hash. */
export function cutFrame(draft: EventDraft, raw: Buffer): EventDraft {
  const payload = {
    bytes: raw.length,
    sha256: createHash("sha256").update(raw).digest("hex"),
    preview: raw.toString("utf8", 0, PREVIEW_MAX),
  };
  return { kind: "frame_cut", at: draft.at, turn: null, payload };
}
