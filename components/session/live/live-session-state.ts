import type { SessionRights } from "@/lib/domain/policy";
import type { Refusal } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";
import type { ViewerEvent } from "@/lib/domain/sessions/session-event";
import { applyEvents } from "@/lib/domain/transcript/transcript";
import type { Transcript } from "@/lib/domain/transcript/transcript-types";
import { addWindow, type Stretch, type TranscriptWindow } from "@/lib/domain/transcript/transcript-window";
import type { LiveStatus } from "@/lib/protocol/browser-channel";

/** A message that is not on record yet. `refused`: it was not sent, and the text is still here. */
export type PendingMessage = { messageId: string; text: string; at: number; refusal: Refusal | null };

export type Channel =
  | { kind: "joining" }
  | { kind: "open" }
  /** It stands, and nothing has come over it for so long that the network may be down. */
  | { kind: "silent" }
  /** The connection to the dashboard is gone, or was refused for now; it is tried again by itself. */
  | { kind: "lost"; since: number; refusal: Refusal | null }
  /** For good: signed out, or no longer allowed to see this. */
  | { kind: "closed"; refusal: Refusal };

/** `no`: the same words again have another one, and are read out again. `code`: of what the dashboard refused. */
export type Problem = { no: number; words: string; code: Refusal["code"] | null };

export type LiveSessionState = {
  /** The parts of the log that are here, in its order; the last one is the live end. */
  stretches: readonly Stretch[];
  /** The live end's. */
  transcript: Transcript;
  pending: readonly PendingMessage[];
  /** The one that is on its way over this connection, and since when. */
  sending: { messageId: string; since: number } | null;
  /** Null until the first join answered. */
  status: LiveStatus | null;
  /** What this viewer may do now; null: nothing newer than what the page was made with. */
  rights: SessionRights | null;
  channel: Channel;
  /** How far the log goes by what the dashboard said last: more than the transcript's head means events are on their way. */
  knownHead: number;
  /** Events are missing: join again after the transcript's head. */
  mustRejoin: boolean;
  /** Why the last thing this person did could not be done; null: it was, or that was read. */
  problem: Problem | null;
};

export type LiveSessionAction =
  | { type: "events"; events: readonly ViewerEvent[]; head: number }
  | { type: "window"; window: TranscriptWindow }
  | { type: "joining" }
  | { type: "joined"; head: number; status: LiveStatus; rights: SessionRights }
  | { type: "rights"; rights: SessionRights }
  | { type: "status"; status: LiveStatus }
  | { type: "silent" }
  | { type: "heard" }
  /** `refusal` null: nobody was there to say why; left out: no news of that. */
  | { type: "lost"; at: number; refusal?: Refusal | null }
  | { type: "closed"; refusal: Refusal }
  /** What was kept of an earlier page. */
  | { type: "restore"; pending: readonly PendingMessage[] }
  /** With a refusal it is kept, and sent only when the person says so. */
  | { type: "send"; messageId: string; text: string; at: number; refusal?: Refusal | null }
  | { type: "sending"; messageId: string; at: number }
  | { type: "send-refused"; messageId: string; refusal: Refusal }
  | { type: "send-again"; messageId: string }
  | { type: "forget"; messageId: string }
  | { type: "refused"; refusal: Refusal }
  /** Null: what stands was read, or something else is being done. */
  | { type: "say"; words: string | null };

/** The transcript of the live end. */
function liveOf(stretches: readonly Stretch[]): Transcript {
  const live = stretches.at(-1);
  if (!live) throw new RangeError("A session page has the end of its log.");
  return live.transcript;
}

export const initialLiveSession = (stretches: readonly Stretch[]): LiveSessionState => ({
  stretches,
  transcript: liveOf(stretches),
  pending: [],
  sending: null,
  status: null,
  rights: null,
  channel: { kind: "joining" },
  knownHead: liveOf(stretches).head,
  mustRejoin: false,
  problem: null,
});

const recordedId = (event: ViewerEvent): string | null =>
  event.kind === "message_sent" || event.kind === "message_queued" ? event.payload.messageId : null;

/** The live end with what it took of these events. */
function withLive({ stretches, transcript: before }: LiveSessionState, transcript: Transcript, events: readonly ViewerEvent[]) {
  const live = stretches.at(-1);
  if (!live || transcript === before) return stretches;
  const taken = events.filter(({ seq }) => seq > before.head && seq <= transcript.head).sort((a, b) => a.seq - b.seq);
  return [...stretches.slice(0, -1), { ...live, transcript, events: [...live.events, ...taken] }];
}

function receive(state: LiveSessionState, events: readonly ViewerEvent[], head: number): LiveSessionState {
  const { transcript, gap } = applyEvents(state.transcript, events);
  const stretches = withLive(state, transcript, events);
  const recorded = new Set(events.map(recordedId));
  const pending = state.pending.some(({ messageId }) => recorded.has(messageId))
    ? state.pending.filter(({ messageId }) => !recorded.has(messageId))
    : state.pending;
  return { ...state, stretches, transcript, pending, knownHead: Math.max(head, transcript.head), mustRejoin: gap !== null };
}

const withRefusal = (state: LiveSessionState, messageId: string, refusal: Refusal | null): LiveSessionState => ({
  ...state,
  pending: state.pending.map((message) => (message.messageId === messageId ? { ...message, refusal } : message)),
});

function lose(state: LiveSessionState, at: number, refusal: Refusal | null | undefined): LiveSessionState {
  const { channel } = state;
  if (channel.kind === "closed") return state;
  if (channel.kind !== "lost") return { ...state, channel: { kind: "lost", since: at, refusal: refusal ?? null } };
  const isSame = refusal === undefined || (refusal?.code === channel.refusal?.code && refusal?.detail === channel.refusal?.detail);
  return isSame ? state : { ...state, channel: { ...channel, refusal } };
}

const withProblem = (state: LiveSessionState, words: string, code: Problem["code"]): LiveSessionState => ({
  ...state,
  problem: { no: (state.problem?.no ?? 0) + 1, words, code },
});

/** Everything the session page knows, after one thing that happened; pure. */
export function reduceLiveSession(state: LiveSessionState, action: LiveSessionAction): LiveSessionState {
  switch (action.type) {
    case "events":
      return receive(state, action.events, action.head);
    case "window": {
      const stretches = addWindow(state.stretches, action.window);
      return stretches === state.stretches ? state : { ...state, stretches, transcript: liveOf(stretches) };
    }
    case "joining":
      return { ...state, channel: { kind: "joining" }, mustRejoin: false };
    case "joined":
      return {
        ...state,
        channel: { kind: "open" },
        sending: null,
        status: action.status,
        rights: action.rights,
        knownHead: Math.max(action.head, state.transcript.head),
        // That the dashboard could not be reached is no longer so.
        problem: state.problem?.code === "not_reached" ? null : state.problem,
      };
    case "rights":
      return { ...state, rights: action.rights };
    case "status":
      return { ...state, status: action.status };
    case "silent":
      return state.channel.kind === "open" ? { ...state, channel: { kind: "silent" } } : state;
    case "heard":
      return state.channel.kind === "silent" ? { ...state, channel: { kind: "open" } } : state;
    case "lost":
      return lose(state, action.at, action.refusal);
    case "closed":
      return { ...state, channel: { kind: "closed", refusal: action.refusal } };
    case "restore": {
      const here = new Set(state.pending.map(({ messageId }) => messageId));
      const kept = action.pending.filter(({ messageId }) => !here.has(messageId));
      return kept.length === 0 ? state : { ...state, pending: [...kept, ...state.pending] };
    }
    case "send":
      return {
        ...state,
        problem: null,
        pending: [...state.pending, { messageId: action.messageId, text: action.text, at: action.at, refusal: action.refusal ?? null }],
      };
    case "sending":
      // Without an answer the same one goes out again: it waits since the first time.
      if (state.sending?.messageId === action.messageId) return state;
      return { ...state, sending: { messageId: action.messageId, since: action.at } };
    case "send-refused":
      return { ...withRefusal(state, action.messageId, action.refusal), sending: null };
    case "send-again":
      return withRefusal(state, action.messageId, null);
    case "forget":
      return { ...state, pending: state.pending.filter(({ messageId }) => messageId !== action.messageId) };
    case "refused":
      return withProblem(state, sayRefusal(action.refusal), action.refusal.code);
    case "say":
      if (action.words !== null) return withProblem(state, action.words, null);
      // Every key of the composer asks for it: where nothing stands, nothing is drawn again.
      return state.problem === null ? state : { ...state, problem: null };
    default:
      return action satisfies never;
  }
}
