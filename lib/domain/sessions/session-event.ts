/** The facts we record: every kind of event of a session's log, with the shape of its payload. */
import { z } from "zod";
import { turnOutcomes } from "./turn-outcomes";
import { totalsSchema, usageSchema } from "./usage-schema";

const actor = z.object({ personId: z.number().int(), name: z.string() });
const text = z.string();
/** Unknown fields of a frame, kept whole so that translation loses nothing. */
const extra = z.record(z.string(), z.unknown()).optional();
const outcome = z.enum(turnOutcomes);
const agent = z.object({ model: text, role: text });

/** Facts of our own: what people did and what the bridge saw happen to the connection. */
const ownPayloads = {
  session_created: z.object({ title: text, by: actor }),
  session_renamed: z.object({ title: text, by: actor.nullable() }),
  session_archived: z.object({ by: actor }),
  session_restored: z.object({ by: actor }),
  /** Who may write from now on: only the owner, or every developer of the project. */
  session_shared: z.object({ mode: z.enum(["owner", "project"]), by: actor }),
  session_handed_over: z.object({ from: actor, to: actor, by: actor }),
  /** Opens the turn whose number the event carries. `requestId` is what the closing cost must echo. */
  message_sent: z.object({ messageId: text, text, by: actor, requestId: text, fromQueue: z.boolean() }),
  /** `place` orders the queue; smaller is earlier; a move writes a new place. */
  message_queued: z.object({ messageId: text, text, by: actor, place: z.number(), reason: text.nullable() }),
  message_edited: z.object({ messageId: text, text, by: actor }),
  message_moved: z.object({ messageId: text, place: z.number(), by: actor }),
  message_removed: z.object({ messageId: text, by: actor }),
  /** The agent was busy elsewhere: the message is back at the head of the queue; the event ends its turn as failed. */
  message_returned: z.object({ messageId: text, text, by: actor, place: z.number(), reason: text, ends: outcome }),
  stop_requested: z.object({ by: actor }),
  /** It waits until nothing runs; `command_sent` or `command_dropped` with the same `requestId` says what became of it. */
  command_asked: z.object({ requestId: text, command: text, args: z.array(text), by: actor }),
  command_sent: z.object({ requestId: text, command: text, args: z.array(text), by: actor.nullable() }),
  /** It came to nothing: the connection was lost before it was sent or answered, the agent took too long, or the dashboard was killed. */
  command_dropped: z.object({ requestId: text, command: text, args: z.array(text), by: actor, reason: text }),
  elicitation_answered: z.object({ id: text, action: z.enum(["accept", "decline", "cancel"]), content: z.unknown().optional(), by: actor }),
  elicitation_closed: z.object({ id: text, reason: text }),
  /** The end of a turn nobody reported: a crash, a restart, an agent that died. Its cost is untracked. */
  turn_interrupted: z.object({ reason: text, ends: outcome, usage: usageSchema, personId: z.number().int(), agent }),
  /** Totals grew while nobody here drove the session (seen by `info` after a bind). Untracked: what a delegated run cost that ended with its agent. */
  outside_usage_found: z.object({ totals: totalsSchema, usage: usageSchema, personId: z.number().int(), agent }),
  agent_described: z.object({ model: text, role: text, totals: totalsSchema }),
  agent_starting: z.object({ attempt: z.number().int(), waitingForPlace: z.boolean() }),
  agent_started: z.object({ pid: z.number().int(), afterMs: z.number() }),
  agent_ended: z.object({ code: z.number().int().nullable(), signal: text.nullable(), stderrTail: text, expected: z.boolean() }),
  upstream_lost: z.object({ code: z.number().int(), reason: text }),
  /** `again`: it was tried by itself, and the reason is the same. `retryAt`: when it is tried again by itself; not while nothing waits for it. */
  upstream_refused: z.object({ reason: text, again: z.literal(true).optional(), retryAt: z.number().int().optional() }),
  /** A gap: frames the agent sent and we can no longer have. `count` null: it cannot be known. */
  frames_missed: z.object({ stream: text, count: z.number().int().nullable(), reason: text }),
  /** `parent`: the one of them that started it. */
  processes_found: z.object({
    processes: z.array(z.object({ pid: z.number().int(), command: text, startedAt: z.number(), parent: z.number().int().optional() })),
  }),
  processes_ended: z.object({ pids: z.array(z.number().int()), by: actor.nullable() }),
  /** Why the session must stay bound without a viewer (schedules, monitors, runs, pending work); empty: nothing left. */
  session_kept: z.object({ reasons: z.array(text) }),
} as const;

/** One frame of the agent each, in our words. */
const framePayloads = {
  upstream_bound: z.object({
    stream: text.nullable(),
    streamSeq: z.number().int().nullable(),
    resumed: z.boolean().nullable(),
    capabilities: z.array(text),
    commands: z.array(z.object({ name: text, description: text, hint: text })),
    extra,
  }),
  frame_acknowledged: z.object({ messageType: text, requestId: text.nullable(), extra }),
  notice_reported: z.object({ message: text, extra }),
  /** The answer to a command; `own`: the bridge asked, not a person. */
  command_answered: z.object({ commandType: text, message: text, result: z.unknown(), own: z.boolean(), extra }),
  reply_added: z.object({ content: text, extra }),
  thought_added: z.object({ content: text, extra }),
  tool_called: z.object({ tool: text, toolId: text, server: text, params: z.unknown(), extra }),
  tool_returned: z.object({ tool: text, toolId: text, server: text, content: text, success: z.boolean(), extra }),
  /** `ends`: this cost is the end of the event's turn. `usage`: the turn's share; null when it ends no turn. */
  usage_reported: z.object({
    totals: totalsSchema,
    requestId: text.nullable(),
    cancelled: z.boolean(),
    pendingWork: z.boolean(),
    ends: outcome.nullable(),
    usage: usageSchema.nullable(),
    personId: z.number().int().nullable(),
    agent: agent.nullable(),
    extra,
  }),
  /** `own`: it answers a command that the bridge asked, not a person. */
  error_reported: z.object({
    message: text,
    code: text.nullable(),
    requestId: text.nullable(),
    ends: outcome.nullable(),
    own: z.boolean().optional(),
    extra,
  }),
  /** Opens the turn whose number the event carries: no person started it. */
  message_injected: z.object({ sourceKind: text, sourceLabel: text, content: text, personId: z.number().int(), extra }),
  retry_reported: z.object({
    purpose: text,
    attempt: z.number(),
    maxRetries: z.number(),
    delayMs: z.number(),
    reason: text,
    message: text,
    extra,
  }),
  elicitation_asked: z.object({
    id: text,
    server: text,
    toolId: text.nullable(),
    mode: text,
    message: text,
    schema: z.unknown(),
    url: text.nullable(),
    extra,
  }),
  mcp_notified: z.object({ server: text, method: text, params: z.unknown(), toolId: text.nullable(), extra }),
  /** A delegated run's own event (prompt, assistant, thinking, tool_use, tool_result, usage, status); `costNano` on usage. */
  run_progressed: z.object({
    runId: text,
    role: text,
    runSeq: z.number().int(),
    runKind: text,
    event: z.record(z.string(), z.unknown()),
    costNano: text.nullable(),
    extra,
  }),
  run_log_received: z.object({ runId: text, status: text, events: z.unknown(), extra }),
  skill_changed: z.object({ action: text, name: text, extra }),
  evolution_changed: z.object({ action: text, extra }),
  /** A frame of a type we do not know: kept and shown as it came. */
  frame_unrecognized: z.object({ frameType: text, frame: z.record(z.string(), z.unknown()) }),
  /** Not a JSON object with a type: the raw bytes are in the log. */
  frame_unparsed: z.object({ reason: text, bytes: z.number().int(), preview: text }),
  /** Larger than the log takes (16 MiB): its head, length and hash are kept. */
  frame_cut: z.object({ bytes: z.number().int(), sha256: text, preview: text }),
} as const;

export const eventPayloads = { ...ownPayloads, ...framePayloads };
export type EventKind = keyof typeof eventPayloads;
export type EventPayload<K extends EventKind> = z.infer<(typeof eventPayloads)[K]>;

/** One recorded fact. `at` is milliseconds since 1970 (UTC); `turn` is the turn it belongs to, if any; `seq` is 1, 2, 3 … per session without gaps. */
export type EventOf<K extends EventKind> = { seq: number; at: number; turn: number | null; kind: K; payload: EventPayload<K> };
export type SessionEvent = { [K in EventKind]: EventOf<K> }[EventKind];

/** A fact not yet recorded: no seq. */
export type DraftOf<K extends EventKind> = Omit<EventOf<K>, "seq">;
export type EventDraft = { [K in EventKind]: DraftOf<K> }[EventKind];

/** What of a payload was left out of a viewer's copy: the field's path and its full length in UTF-16 units, of a list or a record as JSON. */
export type CutField = { path: string; length: number };
/** The copy of an event that goes to browsers: long texts as previews, the rest on demand. */
export type ViewerEvent = SessionEvent & { cut?: CutField[] | undefined };

const isKind = (kind: string): kind is EventKind => Object.hasOwn(eventPayloads, kind);

/** Turns a stored row into a typed event. A kind or payload this version does not understand becomes `frame_unrecognized`, never an error. */
export function parseSessionEvent(row: { seq: number; at: number; turn: number | null; kind: string; payload: unknown }): SessionEvent {
  if (isKind(row.kind)) {
    const parsed = eventPayloads[row.kind].safeParse(row.payload);
    if (parsed.success) return { ...row, payload: parsed.data } as SessionEvent; // as: kind and payload were checked together
  }
  const frame = typeof row.payload === "object" && row.payload !== null ? { ...row.payload } : { value: row.payload };
  return { seq: row.seq, at: row.at, turn: row.turn, kind: "frame_unrecognized", payload: { frameType: row.kind, frame } };
}
