/** TurnUsage rows: what a turn cost, whose it is, and how well that is known. */
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import type { TurnOutcome } from "@/lib/domain/sessions/turn-outcomes";
import type { Usage } from "@/lib/domain/sessions/usage";
import { storable, type UsageChange } from "./change";

const COUNT_MAX = 2_147_483_647;
const whole = (count: number): number => Math.min(COUNT_MAX, Math.max(0, Math.trunc(count)));

type Share = { usage: Usage; personId: number; agent: { model: string; role: string } | null; outcome: TurnOutcome | null };

function usageChange(no: number | null, { usage, personId, agent, outcome }: Share): UsageChange {
  return {
    op: "usage",
    no,
    person: personId,
    model: storable(agent?.model ?? ""),
    role: storable(agent?.role ?? ""),
    outcome,
    provenance: usage.provenance,
    nano: usage.costNano,
    aux_nano: usage.auxCostNano,
    tokens: whole(usage.tokens),
    input: whole(usage.input),
    output: whole(usage.output),
    cache_read: whole(usage.cacheRead),
    cache_write: whole(usage.cacheWrite),
    reasoning: whole(usage.reasoning),
    aux_input: whole(usage.auxInput),
    aux_output: whole(usage.auxOutput),
  };
}

/** The ledger entry of an event, or nothing. */
export function projectUsage(event: EventDraft): UsageChange | null {
  switch (event.kind) {
    case "usage_reported": {
      const { usage, personId, agent, ends } = event.payload;
      return usage && personId !== null ? usageChange(event.turn, { usage, personId, agent, outcome: ends }) : null;
    }
    case "turn_interrupted":
      return usageChange(event.turn, { ...event.payload, outcome: event.payload.ends });
    case "outside_usage_found":
      return usageChange(null, { ...event.payload, outcome: null });
    default:
      return null;
  }
}
