/** What a session's model, effort and role are, may be and will be, from what its agent has said and was asked; pure. */
import type { AgentCommand } from "@/lib/domain/sessions/command";
import { isSetting, SETTINGS, type SettingName } from "@/lib/domain/sessions/setting";
import { objectOf, textsOf } from "@/lib/domain/text/loose-json";
import type { CommandItem, Transcript } from "@/lib/domain/transcript/transcript-types";
import type { AskedCommand } from "@/lib/protocol/browser-channel";

/** `wanted`: what the agent was asked for and has not answered, as in the middle of a turn. */
export type Setting = { current: string; wanted: string | null; choices: readonly string[] };
export type AgentSettings = Readonly<Record<SettingName, Setting>>;

/** The levels of Octomind 0.68; a level of another version is typed as a command, and offered once it was seen. */
const EFFORTS = ["low", "medium", "high", "xhigh", "max"];
const CHOICES_MAX = 40;

function commandsOf(transcript: Transcript): CommandItem[] {
  return transcript.entries.flatMap(({ items }) => items.filter((item): item is CommandItem => item.type === "command"));
}

const unique = (names: readonly string[]): string[] => [...new Set(names.filter(Boolean))].slice(0, CHOICES_MAX);

/** `asked`: what has not gone out to the agent yet. */
export function readSettings(transcript: Transcript, asked: readonly AskedCommand[] = []): AgentSettings {
  const { model, role, effort, named } = transcript.facts;
  const models = transcript.entries.map((entry) => (entry.type === "turn" ? entry.model : ""));
  const seen = { model: [model, ...named.model, ...models], effort: [...EFFORTS, effort, ...named.effort], role: [role, ...named.role] };
  const wanted: Partial<Record<SettingName, string>> = {};
  for (const { command, args, answer } of commandsOf(transcript)) {
    if (!isSetting(command)) continue;
    if (args[0] && !answer) wanted[command] = args[0];
    // What is wrong with a name is answered under no command's own.
    seen[command] = seen[command].concat(textsOf(objectOf(objectOf(answer?.result).context).valid));
  }
  for (const { command, args } of asked) if (isSetting(command) && args[0]) wanted[command] = args[0];
  const setting = (name: SettingName, current: string, names: readonly string[]): Setting => {
    const next = wanted[name] ?? null;
    return { current, wanted: next === current ? null : next, choices: unique([...names, next ?? ""]) };
  };
  return {
    model: setting("model", model, seen.model),
    effort: setting("effort", effort, seen.effort),
    role: setting("role", role, seen.role),
  };
}

/** Those that the agent lists as commands, in the order they are shown. */
export const offeredSettings = (commands: readonly AgentCommand[]): SettingName[] =>
  SETTINGS.filter((setting) => commands.some(({ name }) => name === setting));
