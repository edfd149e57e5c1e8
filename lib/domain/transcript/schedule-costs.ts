/** What each schedule has cost so far: the sum of the turns that it began by itself. */
import type { ViewerEvent } from "@/lib/domain/sessions/session-event";
import { addNano, isUnknownCost } from "@/lib/domain/sessions/usage";
import { readInjected } from "./injected-message";

/** `unknown`: turns of which nobody knows what they cost; they are not in the sum. */
export type ScheduleCost = { id: string; turns: number; costNano: string; unknown: number };
/** `turn`: the newest turn, and the schedule that began it; "": something else did. */
export type ScheduleCosts = { list: readonly ScheduleCost[]; turn: { no: number; id: string } | null };

export const noScheduleCosts: ScheduleCosts = { list: [], turn: null };
const KEPT_MAX = 500;

function beginning(event: ViewerEvent): string | null {
  if (event.kind === "message_sent") return "";
  if (event.kind !== "message_injected") return null;
  const { sourceKind, sourceLabel } = event.payload;
  const { subject } = readInjected(sourceKind, sourceLabel, "");
  return subject?.startsWith("schedule ") ? subject.slice("schedule ".length) : "";
}

function charged(list: readonly ScheduleCost[], id: string, nano: string, isUnknown: boolean): ScheduleCost[] {
  const known = list.find((cost) => cost.id === id) ?? { id, turns: 0, costNano: "0", unknown: 0 };
  const next = {
    id,
    turns: known.turns + 1,
    costNano: isUnknown ? known.costNano : addNano(known.costNano, nano),
    unknown: known.unknown + (isUnknown ? 1 : 0),
  };
  return [...list.filter((cost) => cost.id !== id), next].slice(-KEPT_MAX);
}

/** The costs after one event; the same object when it tells nothing about them. What comes while a turn runs belongs to that turn. */
export function learnScheduleCosts(costs: ScheduleCosts, event: ViewerEvent): ScheduleCosts {
  const { turn } = costs;
  const id = event.turn === null || event.turn === turn?.no ? null : beginning(event);
  if (id !== null && event.turn !== null) return { ...costs, turn: { no: event.turn, id } };
  if (turn === null || turn.id === "" || event.turn !== turn.no) return costs;
  if ((event.kind !== "usage_reported" && event.kind !== "turn_interrupted") || event.payload.ends === null) return costs;
  const { usage } = event.payload;
  if (!usage) return { ...costs, turn: { ...turn, id: "" } };
  return { list: charged(costs.list, turn.id, usage.costNano, isUnknownCost(usage)), turn: { ...turn, id: "" } };
}
