import { describeTool } from "@/lib/domain/tool-call";
import type { Turn } from "@/lib/domain/transcript-types";

/** What the running turn does right now: words, and the command or path when there is one. */
export function workWords(turn: Turn, canAnswer: boolean, ownerName: string): { words: string; subject: string; isWaiting: boolean } {
  if (turn.items.some((item) => item.type === "question" && item.state.kind === "open")) {
    return { words: canAnswer ? "Waiting for your answer" : `Waiting for ${ownerName}'s answer`, subject: "", isWaiting: true };
  }
  const running = turn.items.findLast((item) => item.type === "tool" && item.result === null);
  if (running?.type === "tool") {
    const { name, subject, kind } = describeTool(running.tool, running.server, running.params);
    return { words: kind === "shell" ? "running" : name.toLowerCase(), subject, isWaiting: false };
  }
  const last = turn.items.at(-1);
  if (last?.type === "event" && last.kind === "retry_reported") return { words: "the model is asked again", subject: "", isWaiting: false };
  return { words: "thinking", subject: "", isWaiting: false };
}
