/** What a session's header says: its title, its agent and the exact sum of what it cost. */
import type { EventPayload, ViewerEvent } from "@/lib/domain/sessions/session-event";
import { addNano, isUnknownCost, type Usage } from "@/lib/domain/sessions/usage";
import { objectOf, textOf } from "@/lib/domain/text/loose-json";
import type { SessionFacts } from "./transcript-types";

const charge = (facts: SessionFacts, usage: Usage): SessionFacts => ({
  ...facts,
  costNano: addNano(facts.costNano, usage.costNano),
  unknownCostTurns: facts.unknownCostTurns + (isUnknownCost(usage) ? 1 : 0),
});

/** Model and role are described anew by the bridge after each change; effort is told by its command alone. */
function learnEffort(facts: SessionFacts, { commandType, result }: EventPayload<"command_answered">): SessionFacts {
  const effort = commandType === "effort" ? textOf(objectOf(result).new_effort) : "";
  return effort ? { ...facts, effort } : facts;
}

/** The facts after one event; the same object when it tells nothing about the session as a whole. */
export function learnFacts(facts: SessionFacts, event: ViewerEvent): SessionFacts {
  switch (event.kind) {
    case "session_created":
      return { ...facts, title: event.payload.title, owner: event.payload.by };
    case "session_renamed":
      return { ...facts, title: event.payload.title };
    case "session_archived":
    case "session_restored":
      return { ...facts, archived: event.kind === "session_archived" };
    case "session_shared":
      return { ...facts, shared: event.payload.mode === "project" };
    case "session_handed_over":
      return { ...facts, owner: event.payload.to };
    case "agent_described":
      return { ...facts, model: event.payload.model, role: event.payload.role };
    case "command_answered":
      return learnEffort(facts, event.payload);
    case "usage_reported":
    case "turn_interrupted":
    case "outside_usage_found":
      return event.payload.usage ? charge(facts, event.payload.usage) : facts;
    default:
      return facts;
  }
}
