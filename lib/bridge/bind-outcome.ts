/** What a bind means for what was open before it: gaps, questions that are gone, a turn that goes on, is over, or must be asked about; pure. */
import type { DraftOf, EventPayload } from "@/lib/domain/session-event";
import type { SessionHead } from "@/lib/event-log/claim-session";
import type { DriverSession } from "./driver-types";
import type { ElicitationDesk } from "./elicitation-desk";
import type { StreamPosition } from "./stream-position";
import type { Doubt } from "./turn-doubt";
import { TurnTracker } from "./turn-tracker";

type Open = { position: StreamPosition; tracker: TurnTracker; desk: ElicitationDesk };
type Outcome = {
  facts: (DraftOf<"frames_missed"> | DraftOf<"elicitation_closed">)[];
  /** goes on: nothing changed · over: its end can no longer come · else only the agent knows. */
  turn: "goes on" | "over" | Doubt;
};

/**
 * A bind that continues the stream changes nothing, unless our message may never have arrived; one that does not ends what only the
 * old stream could have ended.
 */
export function followBind(ack: EventPayload<"upstream_bound">, at: number, { position, tracker, desk }: Open): Outcome {
  const { continued, missed } = position.bound(ack);
  if (continued) return { facts: [], turn: tracker.awaitsAck ? "untaken" : "goes on" };
  const turn = tracker.openNo;
  const isKnown = missed !== null && missed.count !== null;
  const facts: Outcome["facts"] = [];
  if (missed && (turn !== null || isKnown)) {
    facts.push({ kind: "frames_missed", at, turn, payload: { ...missed, reason: "The agent no longer holds them." } });
  }
  for (const id of desk.clear()) {
    facts.push({ kind: "elicitation_closed", at, turn, payload: { id, reason: "The connection to the agent was lost." } });
  }
  return { facts, turn: turn === null ? "goes on" : isKnown ? "unseen" : "over" };
}

/** The tracker as the log left it. */
export function trackerOf(session: DriverSession, { turnCount, openTurn, totals, model, role }: SessionHead): TurnTracker {
  return new TurnTracker({ turnCount, openTurn, totals, agent: { model, role }, ownerId: session.owner.personId, isDemo: session.isDemo });
}
