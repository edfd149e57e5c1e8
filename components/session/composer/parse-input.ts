import type { AgentCommand } from "@/lib/domain/sessions/command";
import { bytesOf, isTooLarge, LIMIT_WORDS, sizeWords } from "./message-size";

export type ParsedInput =
  | { kind: "empty" }
  | { kind: "message"; text: string }
  | { kind: "command"; command: string; args: string[] }
  | { kind: "refused"; words: string };

/** Of a text without the blanks at its end: with a pattern of their own they would be tried anew from each of them. */
const COMMAND = /^\/([a-z][a-z-]*)(?:[ \t]+(\S[^\r\n]*))?$/;

/** What pressing Send means: a message, one of the agent's commands, or why neither can go. */
export function parseInput(input: string, commands: readonly AgentCommand[]): ParsedInput {
  if (input.trim() === "") return { kind: "empty" };
  const [, command, rest] = COMMAND.exec(input.trimEnd()) ?? [];
  if (command && commands.some(({ name }) => name === command)) {
    return { kind: "command", command, args: rest ? rest.split(/\s+/) : [] };
  }
  if (command && commands.length === 0) {
    return {
      kind: "refused",
      words: `/${command} cannot be sent yet: the agent has not said which commands it has. Try again in a moment; to send it as a message, put a space before it.`,
    };
  }
  if (command) return { kind: "refused", words: `There is no command /${command} here. To send it as a message, put a space before it.` };
  if (isTooLarge(input)) {
    return {
      kind: "refused",
      words: `This message is ${sizeWords(bytesOf(input))} long; at most ${LIMIT_WORDS} can be sent. Nothing was sent, and your text is still here: shorten it, or put the long part into a file.`,
    };
  }
  return { kind: "message", text: input };
}
