/** What the composer's palette offers for the text and its caret: commands, their arguments, paths; pure. */
import type { SavedPrompt } from "@/lib/domain/projects/saved-prompt";
import { type AgentCommand, argumentChoices } from "@/lib/domain/sessions/command";
import type { AgentSettings } from "./agent-settings";
import { matchPaths } from "./seen-paths";

export type Suggestion = {
  key: string;
  label: string;
  detail: string;
  hint: string;
  /** The whole text and its caret once this was taken. */
  text: string;
  caret: number;
};
export type Suggestions = {
  title: string;
  items: readonly Suggestion[];
  /** Nothing is chosen before an arrow is pressed: Enter sends what stands there. */
  isOptional: boolean;
};

export type Sources = {
  commands: readonly AgentCommand[];
  /** Asked for only when a command's argument is being written. */
  settings: () => AgentSettings;
  prompts: readonly SavedPrompt[];
  /** Asked for only when a path is being written. */
  paths: () => readonly string[];
};

const PATHS_SHOWN = 12;

const whole = (text: string): Pick<Suggestion, "text" | "caret"> => ({ text, caret: text.length });

function suggestCommands(typed: string, commands: readonly AgentCommand[]): Suggestion[] {
  const isSaid = ({ name, description }: AgentCommand) =>
    typed.length > 1 && (name.includes(typed) || description.toLowerCase().includes(typed)) && !name.startsWith(typed);
  const fitting = [...commands.filter(({ name }) => name.startsWith(typed)), ...commands.filter(isSaid)];
  return fitting.map(({ name, description, hint }) => ({
    key: name,
    label: `/${name}`,
    detail: description,
    hint,
    ...whole(hint ? `/${name} ` : `/${name}`),
  }));
}

function suggestPrompts(typed: string, prompts: readonly SavedPrompt[]): Suggestion[] {
  return prompts
    .filter(({ name }) => name.toLowerCase().includes(typed))
    .map(({ id, name, text }) => ({
      key: `prompt ${id}`,
      label: name,
      detail: text.trim().slice(0, 120),
      hint: "your prompt",
      ...whole(text),
    }));
}

function suggestArguments(command: AgentCommand, typed: string, settings: AgentSettings): Suggestion[] {
  const setting = Object.hasOwn(settings, command.name) ? settings[command.name as keyof AgentSettings] : null; // as: checked by hasOwn
  const choices = setting ? setting.choices : argumentChoices(command);
  return choices
    .filter((choice) => choice.startsWith(typed) && choice !== typed)
    .map((choice) => ({
      key: choice,
      label: choice,
      detail: choice === setting?.current ? "as it is now" : "",
      hint: "",
      ...whole(`/${command.name} ${choice}`),
    }));
}

/** The path goes in without its @: to the agent that would be part of the name. One writes on behind a blank, the one that is there or a new one. */
function suggestPaths(text: string, at: number, typed: string, paths: readonly string[]): Suggestion[] {
  const behind = text.slice(at + typed.length + 1);
  const rest = behind === "" || /^[^\s)\]}"'`,.:;!?]/.test(behind) ? ` ${behind}` : behind;
  const gap = rest.startsWith(" ") ? 1 : 0;
  return matchPaths(paths, typed, PATHS_SHOWN).map((path) => {
    const before = text.slice(0, at) + path;
    return { key: path, label: path, detail: "", hint: "", text: before + rest, caret: before.length + gap };
  });
}

/** Null: there is nothing to offer. */
export function suggest(text: string, caret: number, { commands, settings, prompts, paths }: Sources): Suggestions | null {
  const offer = (title: string, items: readonly Suggestion[], isOptional = false) =>
    items.length > 0 ? { title, items, isOptional } : null;
  const [, slash] = /^\/(\S{0,60})$/.exec(text) ?? [];
  if (slash !== undefined) {
    const typed = slash.toLowerCase();
    const own = suggestPrompts(typed, prompts);
    return offer(own.length > 0 ? "Commands and your prompts" : "Commands", [...suggestCommands(typed, commands), ...own]);
  }
  const [, name, argument] = /^\/([a-z-]+) (\S*)$/.exec(text) ?? [];
  const command = commands.find((one) => one.name === name);
  if (command && argument !== undefined) {
    return offer(`/${command.name} ${command.hint}`.trim(), suggestArguments(command, argument, settings()), argument === "");
  }
  const [, typed] = /(?:^|[\s("'`])@([^\s@]{0,200})$/.exec(text.slice(Math.max(0, caret - 210), caret)) ?? [];
  if (typed === undefined) return null;
  return offer("Paths this session has seen", suggestPaths(text, caret - typed.length - 1, typed, paths()));
}
