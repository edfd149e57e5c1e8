/** Wire 1: the Socket.IO contract between a browser and the bridge; event maps and payload schemas. */
import { z } from "zod";
import type { SessionRights } from "@/lib/domain/policy";
import type { Answer, Refusal } from "@/lib/domain/refusal";
import { rowId } from "@/lib/domain/row-id";
import type { AgentCommand } from "@/lib/domain/sessions/command";
import type { ViewerEvent } from "@/lib/domain/sessions/session-event";
import type { SessionState } from "@/lib/domain/sessions/session-state";

const sessionId = z.uuid();
const messageId = z.uuid();
const onMessage = z.object({ sessionId, messageId });
const message = z.string();

export const channelPayloads = {
  "session:join": z.object({ sessionId, afterSeq: z.number().int().min(0) }),
  "session:send": z.object({ sessionId, messageId, text: message }),
  "session:stop": z.object({ sessionId }),
  "session:command": z.object({ sessionId, command: z.string().max(64), args: z.array(z.string().max(2_000)).max(50) }),
  "session:answer": z.object({
    sessionId,
    id: z.string().min(1).max(256),
    action: z.enum(["accept", "decline", "cancel"]),
    content: z.record(z.string(), z.unknown()).optional(),
  }),
  "session:retry": z.object({ sessionId }),
  "queue:edit": onMessage.extend({ text: message }),
  "queue:move": onMessage.extend({ before: messageId.nullable() }),
  "queue:remove": onMessage,
  "queue:send-now": onMessage,
  "processes:end": z.object({ sessionId }),
  "sessions:watch": z.object({}),
  /** Administrators only: connect to an agent that is not saved yet, and say what was found. */
  "agents:probe": z.discriminatedUnion("kind", [
    /** Without `token` the one stored for `projectId` is used, and only while `url` is the stored address. */
    z.object({
      kind: z.literal("external"),
      url: z.string().max(2_000),
      token: z.string().max(4_000).optional(),
      projectId: rowId.optional(),
      cwd: z.string().max(4_000).optional(),
      role: z.string().max(128).optional(),
    }),
    z.object({
      kind: z.literal("managed"),
      cwd: z.string().max(4_000),
      role: z.string().max(128).optional(),
      configPath: z.string().max(4_000).optional(),
      dataDir: z.string().max(4_000).optional(),
    }),
  ]),
  /** Administrators only: where the octomind program is on this machine. */
  "agents:find": z.object({}),
} as const;

export type ChannelEvent = keyof typeof channelPayloads;
export type ChannelPayload<E extends ChannelEvent> = z.infer<(typeof channelPayloads)[E]>;

/** What a test of a connection found out about the agent; null where it did not say. */
export type FoundAgent = { capabilities: string[]; model: string | null; role: string | null; version: string | null };

export type AskedCommand = { command: string; args: readonly string[] };

/** How the session's agent is right now; never recorded, always current. Times are ms since 1970. */
export type LiveStatus = {
  state: "waiting_for_place" | "starting" | "connecting" | "ready" | "running" | "reconnecting" | "refused";
  since: number;
  /** Words for people: what failed last, or what is being waited for. */
  detail: string | null;
  retryAt: number | null;
  /** The database is away: frames are kept on disk and shown when it is back; sends are refused. */
  spooling: boolean;
  commands: AgentCommand[];
  /** What people asked of the agent that goes out when nothing runs; the first ten, and of long words their beginning. */
  asked: readonly AskedCommand[];
  viewers: { personId: number; name: string }[];
};

export type ChannelAnswers = {
  /** `now`: the server's clock, by which all times here are. */
  "session:join": Answer<{ head: number; status: LiveStatus; rights: SessionRights; now: number }>;
  "session:send": Answer<{ seq: number }>;
  "session:stop": Answer;
  "session:command": Answer;
  "session:answer": Answer;
  "session:retry": Answer;
  "queue:edit": Answer;
  "queue:move": Answer;
  "queue:remove": Answer;
  "queue:send-now": Answer;
  "processes:end": Answer<{ ended: number }>;
  "sessions:watch": Answer;
  /** An agent that could not be reached is a refusal `upstream_refused` or `upstream_unavailable` with the reason in `detail`. */
  "agents:probe": Answer<{ found: FoundAgent }>;
  "agents:find": Answer<{ octomind: { path: string; version: string } | null }>;
};

/** A session that changed, as lists show it; only to those who may read it. */
export type ListedSession = {
  id: string;
  title: string;
  state: SessionState;
  costNano: string;
  unknownCostTurns: number;
  /** Milliseconds since 1970. */
  activeAt: number;
  lastSeq: number;
  /** The last event that is news to whoever looks at a list; a new name is none. */
  newsSeq: number;
  archived: boolean;
  ownerName: string;
  isMine: boolean;
  /** This viewer may write in it now. */
  canWrite: boolean;
};

/** Browser to bridge: every event carries an acknowledgement. */
export type ClientToServer = { [E in ChannelEvent]: (payload: ChannelPayload<E>, answer: (answer: ChannelAnswers[E]) => void) => void };

/** Events in order, and where the log stood when they were sent. */
export type EventBatch = { sessionId: string; events: ViewerEvent[]; head: number };

/** Bridge to browser. `session:events` is acknowledged: one batch in flight per viewer. */
export type ServerToClient = {
  "session:events": (batch: EventBatch, received: () => void) => void;
  "session:status": (update: { sessionId: string; status: LiveStatus }) => void;
  /** Somebody shared the session, handed it over or archived it, or this viewer's roles changed; who may no longer read it hears `session:closed`. */
  "session:rights": (update: { sessionId: string; rights: SessionRights }) => void;
  "session:closed": (end: { sessionId: string; refusal: Refusal }) => void;
  /** Something in a list this viewer may see changed: fetch it again. Carries nothing. */
  "sessions:changed": () => void;
  /** The same moment, for those who may read the sessions: how they look now. */
  "sessions:rows": (rows: ListedSession[]) => void;
  /** The same moment, for those who might read them until now: they are no longer open to them. */
  "sessions:gone": (ids: string[]) => void;
  /** This viewer's roles changed: any session may have come to them or gone. Carries nothing. */
  "sessions:rights": () => void;
  /** This device is signed out or the server is going down; the socket is cut after it. */
  "channel:closing": (refusal: Refusal) => void;
};
