/** The agent's slash commands a viewer may send, per role: one allow-list; what is not in it is off. */

export type CommandRule = { who: "reader" | "driver"; args: "none" | "any" | readonly string[] };

/** An agent's command as its bind ack lists it. */
export type AgentCommand = { name: string; description: string; hint: string };

/** Off on purpose: list, share, login, usage, learning, loglevel, run, copy, image, video, new, exit (octomind-protocol part 6: dangerous or private). */
const commandRules: Readonly<Record<string, CommandRule>> = {
  help: { who: "driver", args: "none" },
  info: { who: "driver", args: "none" },
  context: { who: "driver", args: "none" },
  plan: { who: "driver", args: "any" },
  report: { who: "driver", args: "none" },
  status: { who: "driver", args: "any" },
  model: { who: "driver", args: "any" },
  effort: { who: "driver", args: "any" },
  role: { who: "driver", args: "any" },
  schedule: { who: "driver", args: "any" },
  skill: { who: "driver", args: "any" },
  workflow: { who: "driver", args: "any" },
  prompt: { who: "driver", args: "any" },
  done: { who: "driver", args: "none" },
  mcp: { who: "driver", args: ["list", "info", "health"] },
};

const ARG_MAX = 2_000;

/** True when this command with these arguments may go to the agent. Arguments are single words or phrases without line breaks. */
export function isCommandAllowed(command: string, args: readonly string[]): boolean {
  const rule = Object.hasOwn(commandRules, command) ? commandRules[command] : undefined;
  if (!rule) return false;
  if (args.some((arg) => arg.length === 0 || arg.length > ARG_MAX || /[\r\n\0]/.test(arg))) return false;
  if (rule.args === "none") return args.length === 0;
  if (rule.args === "any") return args.length <= 50;
  const first = args[0];
  return args.length === 0 || (args.length === 1 && first !== undefined && rule.args.includes(first));
}

/** What may stand after a command, where that is less than its agent takes. */
function hintOf({ name, hint }: AgentCommand): string {
  const args = commandRules[name]?.args ?? "none";
  if (args === "any" || hint === "") return hint;
  return args === "none" ? "" : `[${args.join("|")}]`;
}

/** The agent's own list, cut by the allow-list: what the palette offers. */
export const offeredCommands = (listed: readonly AgentCommand[]): AgentCommand[] =>
  listed.filter((command) => Object.hasOwn(commandRules, command.name)).map((command) => ({ ...command, hint: hintOf(command) }));

const CHOICES = /\[([^\][\s]+\|[^\][\s]+)\]/;

/** The closed list of first arguments that a command's hint names ("[list|info]"), cut by the allow-list. */
export function argumentChoices({ name, hint }: AgentCommand): string[] {
  const [, choices = ""] = CHOICES.exec(hint) ?? [];
  return choices.split("|").filter((choice) => choice !== "" && isCommandAllowed(name, [choice]));
}
