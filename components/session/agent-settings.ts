/** What a session's model, effort and role are and may be, from what its agent has said; pure. */
import type { AgentCommand } from "@/lib/domain/command";
import { objectOf, textOf, textsOf } from "@/lib/domain/loose-json";
import type { CommandItem, Transcript } from "@/lib/domain/transcript-types";

export type SettingName = "model" | "effort" | "role";
export type Setting = { current: string; choices: readonly string[] };
export type AgentSettings = Readonly<Record<SettingName, Setting>>;

const SETTINGS = ["model", "effort", "role"] as const;
const isSetting = (command: string): command is SettingName => SETTINGS.some((name) => name === command);

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
    if (!isSetting(command)) continue;
    const named = [...textsOf(result.available_roles), ...textsOf(objectOf(result.context).valid)];
    seen[command] = seen[command].concat(named, textOf(result[`old_${command}`]), now);
    // Model and role are described anew by the bridge after each change; effort is told by its command alone.
    if (command === "effort") effort = now || effort;
  }
  return {
    model: { current: model, choices: unique(seen.model) },
    effort: { current: effort, choices: unique([...EFFORTS, ...seen.effort]) },
    role: { current: role, choices: unique(seen.role) },
  };
}

/** Those that the agent lists as commands, in the order they are shown. */
export const offeredSettings = (commands: readonly AgentCommand[]): SettingName[] =>
  SETTINGS.filter((setting) => commands.some(({ name }) => name === setting));
