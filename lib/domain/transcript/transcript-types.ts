/** What a session's log looks like when it is read as a conversation: turns, the items on them, the queue, the session's own facts. */
import type { CutField, EventPayload, ViewerEvent } from "@/lib/domain/sessions/session-event";
import type { SettingName } from "@/lib/domain/sessions/setting";
import type { TurnOutcome } from "@/lib/domain/sessions/turn-outcomes";
import type { Usage } from "@/lib/domain/sessions/usage";
import type { Plan } from "@/lib/domain/tools/tool-plan";
import type { Actor } from "@/lib/domain/viewer";
import type { LeftState } from "./injected-message";
import type { ScheduleCosts } from "./schedule-costs";
import type { ShownKind } from "./shown-kinds";

type Placed = { seq: number; at: number };
/** Which texts are previews; the whole is fetched by the event's seq. */
export type Cut = readonly CutField[] | undefined;

export type ToolResult = Placed & { content: string; success: boolean; cut: Cut };
export type ToolItem = Placed & {
  type: "tool";
  tool: string;
  toolId: string;
  server: string;
  params: unknown;
  cut: Cut;
  /** Null while it runs, and for ever when its turn ended first. */
  result: ToolResult | null;
  /** What the rest of the log says about this call; null: nothing. */
  trace: CallTrace | null;
};

/** The newest message that told of what a call left running; its text is a preview, the whole stands in its turn. */
export type LeftReport = Placed & { turn: number | null; words: string; output: string };
export type CallTrace = {
  /** Where a command ran, when the agent had left the project's folder; "": there, or nobody said. */
  cwd: string;
  /** The plan after this call; `isNewest` until another changes it. */
  plan: { after: Plan; isNewest: boolean } | null;
  /** What it left running: `run tap-…`, `job …`, `monitor …`, `schedule …`, `agent …`. */
  left: string | null;
  state: LeftState;
  run: RunItem | null;
  reports: number;
  lastReport: LeftReport | null;
  /** An undo: the edit that it took back. A file that was made: what had seen its path; null: the tool says so. One that was deleted: what had shown it. */
  before?: { how: "undid" | "existed" | "deleted"; call: ToolItem | null };
  /** A later call took this edit back. */
  isUndone?: true;
};

export type TextItem = Placed & { type: "thought" | "reply"; content: string; cut: Cut };
export type RunStep = TextItem | Omit<ToolItem, "trace"> | (Placed & { type: "other"; kind: string; event: Record<string, unknown> });

/** A delegated run: it may go on after the turn that started it. It is part of the call that started it; one whose call nobody knows stands by itself. */
export type RunItem = Placed & {
  type: "run";
  runId: string;
  role: string;
  prompt: string;
  status: string;
  endedAt: number | null;
  /** Null: the run has not said what it cost. */
  costNano: string | null;
  steps: readonly RunStep[];
  /** The newest of its own numbers. */
  runSeq: number;
  /** The events before which some of its own are missing: what it tells while nobody listens is not told again. */
  gaps: readonly number[];
};

export type QuestionState =
  | { kind: "open" }
  | { kind: "answered"; action: "accept" | "decline" | "cancel"; content: unknown; by: Actor }
  | { kind: "closed"; reason: string };
export type QuestionItem = Placed & EventPayload<"elicitation_asked"> & { type: "question"; state: QuestionState };

/** `isError`: the agent refused it, or can no longer answer. */
export type CommandAnswer = Placed & { message: string; result: unknown; isError: boolean; cut: Cut };
export type CommandItem = Placed & {
  type: "command";
  requestId: string | null;
  command: string;
  args: readonly string[];
  by: Actor | null;
  answer: CommandAnswer | null;
};

export type ProcessesItem = Placed & {
  type: "processes";
  /** `parent`: the one of them that started it. */
  processes: readonly { pid: number; command: string; startedAt: number; parent?: number | undefined; ended: boolean }[];
  endedBy: Actor | null;
};

export type AgentStartItem = Placed & { type: "agent-start"; attempt: number; waitingForPlace: boolean; afterMs: number | null };

type Shown<K extends ViewerEvent["kind"]> = Placed & { type: "event"; cut: Cut } & {
    [Kind in K]: { kind: Kind; payload: EventPayload<Kind> };
  }[K];
export type EventItem = Shown<ShownKind>;

export type Item = TextItem | ToolItem | RunItem | QuestionItem | CommandItem | ProcessesItem | AgentStartItem | EventItem;

export type TurnCause =
  /** `fromQueue`: it had to wait its turn. */
  | { kind: "person"; text: string; by: Actor; fromQueue: boolean }
  | { kind: "injected"; sourceKind: string; sourceLabel: string; content: string }
  | { kind: "unknown" };

export type Turn = {
  type: "turn";
  no: number;
  /** The event that opened it: what "show all" asks for when `cut` names its text. */
  seq: number;
  cut: Cut;
  cause: TurnCause;
  startedAt: number;
  endedAt: number | null;
  /** Null: it runs. */
  outcome: TurnOutcome | null;
  usage: Usage | null;
  model: string;
  stoppedBy: Actor | null;
  /** The agent was busy elsewhere and the message went back to the queue. */
  returned: boolean;
  items: readonly Item[];
};

/** What happened between turns: quiet lines. */
export type Aside = { type: "aside"; seq: number; items: readonly Item[] };
export type Entry = Turn | Aside;

/** `waitsItsTurn`: behind a turn or another message; false when it only waits for the agent to be ready. */
export type QueuedItem = {
  messageId: string;
  text: string;
  /** The event that has the whole text, where this is only its beginning. */
  cutAt: number | null;
  by: Actor;
  place: number;
  reason: string | null;
  waitsItsTurn: boolean;
  at: number;
};

export type SessionFacts = {
  title: string;
  model: string;
  role: string;
  /** How hard the model thinks; "": no command of this session has said. */
  effort: string;
  /** What the agent has said that it has or had of each: what can be chosen. */
  named: Readonly<Record<SettingName, readonly string[]>>;
  archived: boolean;
  /** Whose it is by the log; null: the log has not said. */
  owner: Actor | null;
  /** The project's developers write here too. */
  shared: boolean;
  /** The sum of every share on record, exact. */
  costNano: string;
  /** Turns whose cost nobody knows: not in the sum. */
  unknownCostTurns: number;
};

/** What later calls depend on: the folder the agent is in ("": its project's), and its plan; and what its schedules have cost. */
export type Ledger = { cwd: string; plan: Plan | null; schedules: ScheduleCosts };

export type Transcript = {
  /** The seq of the first event that the entries tell of: 1, or more where only a part of the log was read. */
  from: number;
  /** Turns up to this number began before `from`; of them, only one that was still open then is among the entries. */
  turnsBefore: number;
  /** The seq of the last event applied; `from - 1`: none. */
  head: number;
  facts: SessionFacts;
  entries: readonly Entry[];
  /** In the order they will be sent. */
  queue: readonly QueuedItem[];
  /** The number of the turn that runs. */
  openTurn: number | null;
  ledger: Ledger;
};

export type Applied = {
  transcript: Transcript;
  /** Set when events are missing between the head and what came: nothing after the gap was applied. */
  gap: { expected: number; got: number } | null;
};
