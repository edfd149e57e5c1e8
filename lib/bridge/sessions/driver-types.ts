/** What the parts of a live session hand each other, and what they need from outside; tests put their own in its place. */

import type { RunningProcess } from "@/lib/bridge/agents/agent-family";
import type { Recorder } from "@/lib/bridge/recording/recorder";
import type { UpstreamTarget } from "@/lib/bridge/upstream/upstream-attempt";
import type { UpstreamConnection, UpstreamOptions } from "@/lib/bridge/upstream/upstream-connection";
import type { DraftOf, EventDraft, EventPayload } from "@/lib/domain/sessions/session-event";
import type { TurnOutcome } from "@/lib/domain/sessions/turn-outcomes";
import type { Actor } from "@/lib/domain/viewer";
import type { CallAfter } from "@/lib/platform/call-after";

export type UpstreamLink = Pick<UpstreamConnection, "open" | "send" | "reconnectNow" | "close">;
export type RecorderPort = Pick<Recorder, "state" | "record" | "recordNow" | "close">;

/** The session as the agent's side needs it. */
export type DriverSession = {
  id: string;
  /** Changes when the session is handed over. */
  owner: Actor;
  title: string;
  /** Nothing new starts by itself. Changes meanwhile. */
  isAtRest: boolean;
  cwd: string | null;
  role: string | null;
  isDemo: boolean;
  /** Whether the agent's process ends with us: then a turn that is open when we stop will never end. */
  endsWithUs: boolean;
  target(): Promise<UpstreamTarget>;
  /** Records the name that its first message gives it, unless a person named it meanwhile. */
  nameItself(named: DraftOf<"session_renamed">): void;
  listProcesses(): Promise<RunningProcess[]>;
  endProcesses(): Promise<number[]>;
};

export type DriverDeps = {
  recorder: RecorderPort;
  connect(options: UpstreamOptions): UpstreamLink;
  /** Where a send of a browser is on record already, or null. */
  findClientMessage(messageId: string): Promise<{ seq: number; kind: string } | null>;
  /** Whether this person may write in the session now, were it not archived. */
  mayWrite(personId: number): Promise<boolean>;
  /** Ends the agent's process, if it is ours, and gives the session back. */
  letGo(): Promise<void>;
  /** Puts a driver that knows what the log knows in the place of this one. */
  reopen(): void;
  /** The agent cannot be used: gives when it is tried again by itself, null: not while nothing waits for it. No news: it was tried, and the reason is the same. */
  onRefused(reason: string): { retryAt: number | null; isNews: boolean };
  now(): number;
  newId(): string;
  after: CallAfter;
};

/** What the agent's side tells the session. */
export type LineListener = {
  /** Something changed that may let a waiting message or command go. */
  onProgress(): void;
  onTurnEnd(outcome: TurnOutcome): void;
  /** Our message was not taken: the agent is busy with somebody else's turn, or it never arrived. */
  onNotTaken(reason: string): void;
  /** A frame of the agent was handed to the log. */
  onEvent(event: EventDraft): void;
  onCommandAnswered(command: string, by: Actor | null, answer: EventPayload<"command_answered">): void;
  /** The log and its spool take nothing more. */
  onUnkept(): void;
};
