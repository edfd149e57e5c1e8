/** What a session's model, effort and role are and may be, from what its agent has said; pure. */
import { objectOf, textOf, textsOf } from "@/lib/domain/loose-json";
import type { CommandItem, Transcript } from "@/lib/domain/transcript-types";

export type SettingName = "model" | "effort" | "role";
export type Setting = { current: string; choices: readonly string[] };
export type AgentSettings = Readonly<Record<SettingName, Setting>>;

/** The levels of Octomind 0.68; a level of another version is typed as a command, and offered once it was seen. */
const EFFORTS = ["low", "medium", "high", "xhigh", "max"];
const CHOICES_MAX = 40;

function commandsOf(transcript: Transcript): CommandItem[] {
  return transcript.entries.flatMap(({ items }) => items.filter((item): item is CommandItem => item.type === "command"));
}

const unique = (names: readonly string[]): string[] => [...new Set(names.filter(Boolean))].slice(0, CHOICES_MAX);

export function readSettings(transcript: Transcript): AgentSettings {
  const { model, role } = transcript.facts;
  const seen = { model: [model], effort: [] as string[], role: [role] };
  let effort = "";
  for (const entry of transcript.entries) if (entry.type === "turn") seen.model.push(entry.model);
  for (const { command, answer } of commandsOf(transcript)) {
    const result = objectOf(answer?.result);
    const now = textOf(result[`new_${command}`]);
    if (command === "model") seen.model.push(textOf(result.old_model), now);
    if (command === "role") seen.role.push(...textsOf(result.available_roles), textOf(result.old_role), now);
    if (command !== "effort") continue;
    seen.effort.push(...textsOf(objectOf(result.context).valid), now);
    effort = now || effort;
  }
  return {
    model: { current: model, choices: unique(seen.model) },
    effort: { current: effort, choices: unique([...EFFORTS, ...seen.effort]) },
    role: { current: role, choices: unique(seen.role) },
  };
}
