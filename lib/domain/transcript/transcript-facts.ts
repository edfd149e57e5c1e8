/** What a session's header says: its title, its agent and the exact sum of what it cost. */
import type { EventPayload, ViewerEvent } from "@/lib/domain/sessions/session-event";
import { isSetting, type SettingName } from "@/lib/domain/sessions/setting";
import { addNano, isUnknownCost, type Usage } from "@/lib/domain/sessions/usage";
import { objectOf, textOf, textsOf } from "@/lib/domain/text/loose-json";
import type { SessionFacts } from "./transcript-types";

const charge = (facts: SessionFacts, usage: Usage): SessionFacts => ({
  ...facts,
  costNano: addNano(facts.costNano, usage.costNano),
  unknownCostTurns: facts.unknownCostTurns + (isUnknownCost(usage) ? 1 : 0),
});

/** As many as anybody looks through. */
const NAMES_MAX = 40;

/** With names that were said of a setting, the newest first; the same object where none of them is new. */
function withNames(facts: SessionFacts, setting: SettingName, said: readonly string[]): SessionFacts {
  const before = facts.named[setting];
  const names = [...new Set([...said.filter(Boolean), ...before])];
  return names.length === before.length ? facts : { ...facts, named: { ...facts.named, [setting]: names.slice(0, NAMES_MAX) } };
}

/** Model and role are described anew by the bridge after each change; effort is told by its command alone. */
function learnSetting(facts: SessionFacts, { commandType, result }: EventPayload<"command_answered">): SessionFacts {
  if (!isSetting(commandType)) return facts;
  const { available_roles: roles, [`old_${commandType}`]: before, [`new_${commandType}`]: now } = objectOf(result);
  const named = withNames(facts, commandType, [...textsOf(roles), textOf(before), textOf(now)]);
  return commandType === "effort" && textOf(now) ? { ...named, effort: textOf(now) } : named;
}

function describe(facts: SessionFacts, { model, role }: EventPayload<"agent_described">): SessionFacts {
  return { ...withNames(withNames(facts, "model", [model]), "role", [role]), model, role };
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
      return describe(facts, event.payload);
    case "command_answered":
      return learnSetting(facts, event.payload);
    case "usage_reported":
    case "turn_interrupted":
    case "outside_usage_found":
      return event.payload.usage ? charge(facts, event.payload.usage) : facts;
    default:
      return facts;
  }
}
