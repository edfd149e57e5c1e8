/** What a bind means for what was open before it: gaps, questions that are gone, a turn that goes on, is over, or must be asked about; pure. */

import type { DriverSession } from "@/lib/bridge/sessions/driver-types";
import { CONNECTION_LOST } from "@/lib/domain/sessions/connection-lost";
import type { DraftOf, EventDraft } from "@/lib/domain/sessions/session-event";
import type { SessionHead } from "@/lib/event-log/claim-session";
import type { ElicitationDesk } from "./elicitation-desk";
import type { StreamPosition } from "./stream-position";
import type { Doubt } from "./turn-doubt";
import { TurnTracker } from "./turn-tracker";

type Open = { position: StreamPosition; tracker: TurnTracker; desk: ElicitationDesk };
export type BindOutcome = {
  facts: (DraftOf<"frames_missed"> | DraftOf<"elicitation_closed">)[];
  /** goes on: nothing changed · over: its end, or that of a delegated run, can no longer come · else only the agent knows. */
  turn: "goes on" | "over" | Doubt;
  /** The connection is to be made anew: the next bind asks for what lies behind this one. */
  asksAgain: boolean;
};

/**
 * Where the stream goes on, a turn does too, unless our message may never have arrived, or whoever held the session before may have been about
 * to ask after a turn whose end is missing.
 */
function turnContinued(tracker: TurnTracker, isFirst: boolean): BindOutcome["turn"] {
  if (tracker.awaitsAck) return "untaken";
  return isFirst && tracker.openNo !== null ? "unseen" : "goes on";
}

/** What only the old stream could have ended is over where nobody knows what is missing; else the agent may tell. */
function turnParted(turn: number | null, isKnown: boolean): BindOutcome["turn"] {
  if (!isKnown) return "over";
  return turn === null ? "goes on" : "unseen";
}

/** Null: the event is no bind. */
export function followBind(event: EventDraft, { position, tracker, desk }: Open): BindOutcome | null {
  if (event.kind !== "upstream_bound") return null;
  const { at } = event;
  const { continued, isFirst, missed, unheard, asksAgain } = position.bound(event.payload);
  if (continued) return { facts: [], turn: turnContinued(tracker, isFirst), asksAgain };
  const turn = tracker.openNo;
  const isKnown = missed !== null && missed.count !== null;
  const facts: BindOutcome["facts"] = [];
  if (missed && (turn !== null || isKnown)) {
    facts.push({ kind: "frames_missed", at, turn, payload: { ...missed, reason: "The agent no longer holds them." } });
  }
  if (unheard > 0) {
    const payload = { stream: event.payload.stream ?? "", count: unheard, reason: "They were written before this connection." };
    facts.push({ kind: "frames_missed", at, turn, payload });
  }
  for (const id of desk.clear()) {
    facts.push({ kind: "elicitation_closed", at, turn, payload: { id, reason: CONNECTION_LOST } });
  }
  // What nothing is known to be missing of is told by what comes again.
  if (asksAgain && missed === null) return { facts, turn: "goes on", asksAgain };
  return { facts, turn: turnParted(turn, isKnown), asksAgain };
}

/** The gap that a jump in the numbering is, if there was one. */
export function jumpOf(
  count: number,
  stream: string | null,
  { at, turn }: { at: number; turn: number | null },
): DraftOf<"frames_missed">[] {
  const payload = { stream: stream ?? "", count, reason: "The agent's numbering jumped." };
  return count > 0 ? [{ kind: "frames_missed", at, turn, payload }] : [];
}

/** The tracker as the log left it. */
export function trackerOf(session: DriverSession, { model, role, ...head }: SessionHead): TurnTracker {
  return new TurnTracker({ ...head, agent: { model, role }, ownerId: session.owner.personId, isDemo: session.isDemo });
}
