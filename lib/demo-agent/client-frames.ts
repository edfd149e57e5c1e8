/** Reads the frames a client sends; refusals are worded as the recorded server words them. */
import { z } from "zod";

const requestId = z.string().nullish();
const sessionId = z.string();

const frameSchemas = {
  session: z.object({
    type: z.literal("session"),
    request_id: requestId,
    session_id: z.string().nullish(),
    cwd: z.string().nullish(),
    role: z.string().nullish(),
    resume: z.object({ stream: z.string(), after: z.number().int().nonnegative() }).nullish(),
    capabilities: z.array(z.string()).default([]),
  }),
  message: z.object({
    type: z.literal("message"),
    request_id: requestId,
    session_id: sessionId,
    content: z.string(),
    attachments: z
      .array(z.object({ id: z.string(), kind: z.string(), media_type: z.string(), name: z.string(), size: z.number() }))
      .default([]),
  }),
  command: z.object({
    type: z.literal("command"),
    request_id: requestId,
    session_id: sessionId,
    command: z.string(),
    args: z.array(z.string()).default([]),
  }),
  cancel: z.object({ type: z.literal("cancel"), request_id: requestId, session_id: sessionId }),
  close: z.object({ type: z.literal("close"), request_id: requestId, session_id: sessionId }),
  run_log: z.object({
    type: z.literal("run_log"),
    session_id: sessionId,
    run_id: z.string(),
    request_id: requestId,
    summary: z.boolean().default(false),
  }),
  elicitation_response: z.object({
    type: z.literal("elicitation_response"),
    request_id: requestId,
    session_id: sessionId,
    id: z.string(),
    result: z.object({ action: z.enum(["accept", "decline", "cancel"]), content: z.record(z.string(), z.unknown()).optional() }),
  }),
} as const;

type Schemas = typeof frameSchemas;
export type ClientFrame = { [T in keyof Schemas]: z.infer<Schemas[T]> }[keyof Schemas];
export type FrameOf<T extends ClientFrame["type"]> = Extract<ClientFrame, { type: T }>;
export type ReadFrame = { ok: true; frame: ClientFrame } | { ok: false; message: string; requestId?: string };

/** `observe` exists in the recorded server; this one does not offer it, so it is named in the refusal but not accepted. */
const VARIANTS = ["session", "message", "command", "cancel", "close", "run_log", "elicitation_response", "observe"];
const MAX_CONTENT_BYTES = 10 * 1024 * 1024;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const invalid = (reason: string): ReadFrame => ({ ok: false, message: `Invalid JSON: ${reason}` });

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "sequence";
  if (typeof value === "string") return `string ${JSON.stringify(value)}`;
  if (typeof value === "number") return Number.isInteger(value) ? `integer \`${value}\`` : `floating point \`${value}\``;
  return typeof value === "boolean" ? `boolean \`${value}\`` : "map";
}

function syntaxReason(raw: string): string {
  if (raw.trim() === "") return `EOF while parsing a value at line 1 column ${raw.length}`;
  return /^[ntf]/.test(raw) ? "expected ident at line 1 column 2" : "expected value at line 1 column 1";
}

function schemaReason(value: Record<string, unknown>, issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String);
  const field = path.findLast((part) => !/^\d+$/.test(part)) ?? "";
  let found: unknown = value;
  for (const part of issue.path) found = isRecord(found) || Array.isArray(found) ? Reflect.get(found, part) : undefined;
  if (found === undefined) return `missing field \`${field}\``;
  return `invalid type: ${kindOf(found)}, expected ${issue.code === "invalid_type" ? `a ${issue.expected}` : "another value"}`;
}

function refusalOf(frame: ClientFrame): string | null {
  if (frame.request_id !== undefined && frame.request_id !== null) {
    if (frame.request_id.trim() === "") return "request_id cannot be empty when provided";
    if (Buffer.byteLength(frame.request_id) > 256) return "request_id exceeds maximum size (256 bytes)";
  }
  if (frame.type === "session") {
    if (frame.cwd && !frame.cwd.startsWith("/")) return "cwd must be an absolute path";
    if (typeof frame.role === "string" && frame.role.trim() === "") return "role cannot be empty when provided";
    return frame.resume?.stream.trim() === "" ? "resume.stream cannot be empty" : null;
  }
  if (frame.session_id.trim() === "") return "session_id cannot be empty";
  if (frame.type === "message") {
    if (frame.content.trim() === "" && frame.attachments.length === 0) return "content and attachments cannot both be empty";
    if (Buffer.byteLength(frame.content) > MAX_CONTENT_BYTES) return "content exceeds maximum size (10MB)";
    const bad = frame.attachments.find((attachment) => !/^[A-Za-z0-9]{24}$/.test(attachment.id));
    return bad ? `attachment id '${bad.id}' must be exactly 24 ASCII alphanumeric characters` : null;
  }
  if (frame.type === "command") return frame.command.trim() === "" ? "command cannot be empty" : null;
  if (frame.type === "elicitation_response") return frame.id.trim() === "" ? "id cannot be empty" : null;
  return null;
}

/** Reads one text frame; never throws. */
export function readClientFrame(raw: string): ReadFrame {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return invalid(syntaxReason(raw));
  }
  const noType = `missing field \`type\` at line 1 column ${raw.length}`;
  if (Array.isArray(value)) return invalid(noType);
  if (!isRecord(value))
    return invalid(`invalid type: ${kindOf(value)}, expected internally tagged enum ClientMessage at line 1 column ${raw.length}`);
  const { type } = value;
  if (typeof type !== "string") return invalid(noType);
  if (!Object.hasOwn(frameSchemas, type)) {
    const column = raw.indexOf(JSON.stringify(type)) + JSON.stringify(type).length;
    const expected = VARIANTS.map((name) => `\`${name}\``).join(", ");
    return invalid(`unknown variant \`${type}\`, expected one of ${expected} at line 1 column ${column}`);
  }
  const read = frameSchemas[type as keyof Schemas].safeParse(value); // as: hasOwn has just proved it
  if (!read.success) return invalid(read.error.issues[0] ? schemaReason(value, read.error.issues[0]) : "unreadable");
  const message = refusalOf(read.data);
  if (message === null) return { ok: true, frame: read.data };
  return { ok: false, message, ...(read.data.request_id ? { requestId: read.data.request_id } : {}) };
}
