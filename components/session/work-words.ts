import { describeTool } from "@/lib/domain/tools/tool-call";
import { isAsking } from "@/lib/domain/transcript/transcript";
import type { Turn } from "@/lib/domain/transcript/transcript-types";

export type WorkWords = {
  words: string;
  /** The command or path, when there is one. */
  subject: string;
  /** How many more calls run beside it. */
  more: number;
  isWaiting: boolean;
  /** A command runs that could be ended by itself, without stopping the turn. */
  isCommand: boolean;
};

const plain = (words: string): WorkWords => ({ words, subject: "", more: 0, isWaiting: false, isCommand: false });

function waitingWords(canAnswer: boolean, ownerName: string | null): string {
  if (canAnswer) return "Waiting for your answer";
  return ownerName === null ? "Waiting for an answer" : `Waiting for ${ownerName}'s answer`;
}

/** What the running turn does right now, in words. `ownerName`: who alone may answer; null: the project's developers may. */
export function workWords(turn: Turn, canAnswer: boolean, ownerName: string | null): WorkWords {
  if (turn.stoppedBy) return plain("the agent was told to stop");
  if (isAsking(turn)) {
    return { ...plain(waitingWords(canAnswer, ownerName)), isWaiting: true };
  }
  const running = turn.items.flatMap((item) =>
    item.type === "tool" && item.result === null ? [describeTool(item.tool, item.server, item.params)] : [],
  );
  // A command is what takes long and what can be ended: it is named before the reads beside it.
  const shown = running.findLast(({ kind }) => kind === "shell") ?? running.at(-1);
  if (shown) {
    const { name, subject, kind } = shown;
    const isCommand = kind === "shell";
    return { words: isCommand ? "running" : name.toLowerCase(), subject, more: running.length - 1, isWaiting: false, isCommand };
  }
  const last = turn.items.at(-1);
  if (last?.type === "event" && last.kind === "retry_reported") return plain("the model is asked again");
  return plain("thinking");
}
