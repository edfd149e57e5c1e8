/** The agent's slash commands that may be sent, by the session's owner and by others who write in it: one allow-list; what is not in it is off. */

/** `others`: the first words that those may use who write in somebody else's session; left out: the same as its owner. */
type CommandRule = { args: "none" | "any" | readonly string[]; others?: readonly string[] };

/** An agent's command as its bind ack lists it. */
export type AgentCommand = { name: string; description: string; hint: string };

/**
 * What begins turns by itself later is the owner's, who pays for it; to end it is everybody's who writes.
 * Off on purpose: list, share, login, usage, learning, loglevel, run, copy, image, video, new, exit (octomind-protocol part 6: dangerous or private).
 */
const commandRules: Readonly<Record<string, CommandRule>> = {
  help: { args: "none" },
  info: { args: "none" },
  context: { args: "none" },
  plan: { args: "any" },
  report: { args: "none" },
  status: { args: "any" },
  model: { args: "any" },
  effort: { args: "any" },
  role: { args: "any" },
  schedule: { args: "any", others: ["list", "remove"] },
  skill: { args: "any" },
  workflow: { args: "any", others: [] },
  prompt: { args: "any" },
  done: { args: "none" },
  mcp: { args: ["list", "info", "health"] },
};

/** So many arguments, and none of them longer. */
const ARGS_MAX = 50;
const ARG_MAX = 2_000;

const ruleOf = (command: string): CommandRule | undefined => (Object.hasOwn(commandRules, command) ? commandRules[command] : undefined);

/** True when this command with these arguments may go to the agent. Arguments are single words or phrases without line breaks. */
export function isCommandAllowed(command: string, args: readonly string[], isOwner: boolean): boolean {
  const rule = ruleOf(command);
  if (!rule) return false;
  if (!isOwner && rule.others && !(rule.others.length > 0 && (args[0] === undefined || rule.others.includes(args[0])))) return false;
  if (args.some((arg) => arg.length === 0 || arg.length > ARG_MAX || /[\r\n\0]/.test(arg))) return false;
  if (rule.args === "none") return args.length === 0;
  if (rule.args === "any") return args.length <= ARGS_MAX;
  const first = args[0];
  return args.length === 0 || (args.length === 1 && first !== undefined && rule.args.includes(first));
}

/** What may stand after a command, where that is less than its agent takes. */
function hintOf({ name, hint }: AgentCommand): string {
  const args = ruleOf(name)?.args ?? "none";
  if (args === "any" || hint === "") return hint;
  return args === "none" ? "" : `[${args.join("|")}]`;
}

/** The agent's own list, cut by the allow-list: what the palette offers. */
export const offeredCommands = (listed: readonly AgentCommand[]): AgentCommand[] =>
  listed.filter(({ name }) => ruleOf(name)).map((command) => ({ ...command, hint: hintOf(command) }));

/** Of those offered, the ones that this person may send. */
export const ownCommands = (offered: readonly AgentCommand[], isOwner: boolean): readonly AgentCommand[] =>
  isOwner ? offered : offered.filter(({ name }) => ruleOf(name)?.others?.length !== 0);

const CHOICES = /\[([^\][\s]+\|[^\][\s]+)\]/;

/** The closed list of first arguments that a command's hint names ("[list|info]"), cut by the allow-list. */
export function argumentChoices({ name, hint }: AgentCommand): string[] {
  const [, choices = ""] = CHOICES.exec(hint) ?? [];
  return choices.split("|").filter((choice) => choice !== "" && isCommandAllowed(name, [choice], true));
}
