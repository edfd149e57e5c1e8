/** What the checker compares: what an agent wrote, what the log has, what each viewer was shown; and the names of what can be wrong. */
import type { SessionEvent } from "@/lib/domain/sessions/session-event";

/** `writer`: which holder of the session wrote it; `claimed`: the newest one at that moment. */
export type LogRow = { event: SessionEvent; source: string; sourceSeq: number; raw: string | null; writer: number; claimed: number };
/** Frames with their places 1, 2, 3 …; up to `released` the agent does not hold them any more. */
export type StreamTruth = { frames: readonly string[]; released: number };
export type Shown = { seq: number; text: string; wasDurable: boolean; wasAllowed: boolean };
/** One stay of a browser on a session: it joined after a seq. */
export type Stay = { viewer: string; after: number; shown: readonly Shown[]; isOver: boolean };

/** `personId` null: not known. `isAllowed`: its sender had the right to send it. */
export type Written = { text: string; personId: number | null; isAllowed: boolean };

export type History = {
  streams: ReadonlyMap<string, StreamTruth>;
  /** Answers to one connection, by its source and their place on it. */
  replies: ReadonlyMap<string, string>;
  rows: readonly LogRow[];
  stays: readonly Stay[];
  /** Messages whose sender was told that they are on record. */
  acknowledged: ReadonlyMap<string, number>;
  /** What people wrote, by the message's id. */
  written: ReadonlyMap<string, Written>;
  /** Whether a person had the right to write when an event came on record; null: not known, or it changed about then. */
  mayWrite(personId: number, seq: number): boolean | null;
  /** What was done for somebody who had not the right to it. */
  granted: readonly string[];
  /** Commands whose sender was told that they go out, now or when nothing runs. */
  accepted: readonly { personId: number; command: string }[];
  /** The commands that the agent did, by their ids. */
  obeyed: readonly string[];
  /** Whom each browser that watches was told to be there, and who is. */
  presence: readonly { viewer: string; told: readonly number[]; there: readonly number[] }[];
  /** The messages that the agent took, in order; text null: not known. */
  begun: readonly { requestId: string; text: string | null }[];
  /** What a browser is shown of an event. */
  textOf(event: SessionEvent): string;
  /** Everything had time to arrive: what is not there now is lost. */
  isOver: boolean;
  /** The agent has answered all that it ever will; left out: as it is over. */
  isIdle?: boolean;
  /** What the agent charged in all; told when it is over. */
  costNano: bigint;
  /** What it used in all; null: not known. */
  tokens: number | null;
};

export type ViolationKind =
  | "lost"
  | "doubled"
  | "reordered"
  | "phantom"
  | "gap"
  | "cost"
  | "tokens"
  | "provenance"
  | "turn"
  | "acknowledged"
  | "early"
  | "fenced"
  | "sender"
  | "presence"
  | "forbidden";
export type Violation = { kind: ViolationKind; what: string };
export type Report = (kind: ViolationKind, what: string) => void;
