/** Wire 2: the agent's frames, in and out; tolerant of other versions, loses no field. Source: recordings of Octomind 0.68.1. */
import { z } from "zod";
import { isObject, jsonOf } from "@/lib/domain/text/loose-json";

/** Capabilities a server must list in its bind ack; without them neither Stop nor a lossless reconnect exists. */
export const REQUIRED_CAPABILITIES = ["session_control_v1", "stream_resume_v1"] as const;
/** The first version known to list them; named in the refusal. */
export const REQUIRED_VERSION = "0.68";
/** The largest frame the log keeps whole, in bytes. */
export const FRAME_MAX_BYTES = 16 * 1024 * 1024;
/** Reading JSON has no depth, writing it has: what is nested deeper than any agent nests could not be written again. */
const NESTING_MAX = 500;

/** Frames we send. Session names are ours: 1-64 of A-Z a-z 0-9 _ -. */
export type ClientFrame =
  | {
      type: "session";
      session_id: string;
      request_id: string;
      cwd?: string;
      role?: string;
      resume?: { stream: string; after: number };
      capabilities: string[];
    }
  | { type: "message"; session_id: string; request_id: string; content: string }
  | { type: "command"; session_id: string; request_id: string; command: string; args: string[] }
  | { type: "cancel"; session_id: string; request_id: string }
  | { type: "close"; session_id: string; request_id: string }
  | { type: "run_log"; session_id: string; request_id: string; run_id: string; summary?: boolean }
  | {
      type: "elicitation_response";
      session_id: string;
      request_id: string;
      id: string;
      result: { action: "accept" | "decline" | "cancel"; content?: Record<string, unknown> };
    };

const text = z.string().catch("");
const nullableText = z.string().nullable().catch(null);
const number = z.number().catch(0);
const json = z.unknown().optional();

/** Known fields per type; everything else stays in `rest`. Wrong types become empty values: the raw frame is on record anyway. */
const frameFields = {
  status: z.object({ message: text, data: json }),
  ack: z.object({
    request_id: nullableText,
    message_type: text,
    stream: nullableText,
    capabilities: z.array(z.string()).catch([]),
    resumed: z.boolean().nullable().catch(null),
    commands: z
      .array(z.object({ name: z.string(), description: text, hint: text }))
      .nullable()
      .catch(null),
  }),
  assistant: z.object({ content: text }),
  thinking: z.object({ content: text }),
  tool_use: z.object({ tool: text, tool_id: text, server: text, params: json }),
  tool_result: z.object({ tool: text, tool_id: text, server: text, content: json, success: z.boolean().catch(true) }),
  cost: z.object({
    session_tokens: number,
    session_cost: number,
    input_tokens: number,
    output_tokens: number,
    cache_read_tokens: number,
    cache_write_tokens: number,
    reasoning_tokens: number,
    aux_input_tokens: number,
    aux_output_tokens: number,
    aux_cost: number,
    pending_work: z.boolean().catch(false),
    cancelled: z.boolean().catch(false),
    request_id: nullableText,
  }),
  error: z.object({ message: text, request_id: nullableText, code: nullableText }),
  injected: z.object({ source_kind: text, source_label: text, content: text }),
  retry: z.object({ purpose: text, attempt: number, max_retries: number, delay_ms: number, reason: text, message: text }),
  elicitation: z.object({ id: text, server: text, tool_id: nullableText, params: z.record(z.string(), json).catch({}) }),
  mcp_notification: z.object({ server: text, method: text, params: json, tool_id: nullableText }),
  run_event: z.object({ run_id: text, role: text, seq: number, event: z.record(z.string(), json).catch({}) }),
  run_log: z.object({ run_id: text, status: text, events: json }),
  skill: z.object({ action: text, name: text }),
  evolution: z.object({ action: text }),
} as const;

export type FrameType = keyof typeof frameFields;
type KnownFrame = { [T in FrameType]: { type: T; fields: z.infer<(typeof frameFields)[T]> } }[FrameType];

/** A frame as read from the wire. `streamSeq` is null for replies to a connection; `rest` holds the fields we do not name. */
export type UpstreamFrame = { sessionId: string | null; streamSeq: number | null; rest: Record<string, unknown> } & (
  | KnownFrame
  | { type: "unrecognized"; frameType: string; frame: Record<string, unknown> }
);

/** `streamSeq`: also what cannot be read may have its place in the stream. */
export type ParsedFrame = { ok: true; frame: UpstreamFrame } | { ok: false; reason: string; streamSeq: number | null };

const isKnown = (type: string): type is FrameType => Object.hasOwn(frameFields, type);

function isNestedDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isNestedDeeper(inner, levels - 1));
}

const unreadable = (reason: string, streamSeq: number | null = null): ParsedFrame => ({ ok: false, reason, streamSeq });

/** Reads one text frame. Never throws: what is no JSON object with a `type` is `ok: false` with the reason in words. */
export function parseUpstreamFrame(raw: string): ParsedFrame {
  const value = jsonOf(raw);
  if (value === undefined) return unreadable("not valid JSON");
  if (!isObject(value)) return unreadable("not a JSON object");
  const { type, session_id, stream_seq, ...others } = value;
  if (typeof type !== "string") return unreadable("no type");
  const place = {
    sessionId: typeof session_id === "string" ? session_id : null,
    streamSeq: typeof stream_seq === "number" && Number.isSafeInteger(stream_seq) && stream_seq >= 0 ? stream_seq : null,
  };
  if (isNestedDeeper(value, NESTING_MAX)) return unreadable("nested too deep", type === "ack" ? null : place.streamSeq);
  if (!isKnown(type)) return { ok: true, frame: { ...place, type: "unrecognized", frameType: type, frame: value, rest: {} } };
  const schema = frameFields[type];
  const fields = schema.parse(others);
  const rest = Object.fromEntries(Object.entries(others).filter(([name]) => !Object.hasOwn(schema.shape, name)));
  return { ok: true, frame: { ...place, type, fields, rest } as UpstreamFrame }; // as: type and fields were parsed together
}

/** A bind ack's stream_seq is the stream's head, not the ack's own place: it carries none. */
export const isReply = (frame: UpstreamFrame): boolean => frame.type === "ack" || frame.type === "run_event" || frame.type === "run_log";

/** Its place in the output of the session; null: it is no output. */
export function outputSeqOf(parsed: ParsedFrame): number | null {
  if (!parsed.ok) return parsed.streamSeq;
  return isReply(parsed.frame) ? null : parsed.frame.streamSeq;
}

/** Half a letter in a text (an emoji that was cut) becomes a replacement character: the agent refuses a frame that has one. */
export const encodeClientFrame = (frame: ClientFrame): string =>
  JSON.stringify(frame, (_key, value) => (typeof value === "string" ? value.toWellFormed() : value));
