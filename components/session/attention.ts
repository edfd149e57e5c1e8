import { formatUsd } from "@/components/ui/format";
import { openQuestion } from "@/lib/domain/transcript";
import type { Transcript, Turn } from "@/lib/domain/transcript-types";

/** Something that a person who looks elsewhere wants to know. `isUrgent`: it does not go on without them, or went wrong. */
export type Attention = { words: string; isUrgent: boolean };

const HOW = { answered: "is answered", failed: "failed", stopped: "was stopped", interrupted: "was interrupted" } as const;

function costWords({ usage }: Turn): string {
  return usage?.provenance === "measured" ? `, ${formatUsd(usage.costNano)}` : "";
}

function turnThatEnded(before: Transcript, after: Transcript): Turn | null {
  if (before.openTurn === null || after.openTurn === before.openTurn) return null;
  const found = after.entries.findLast((entry) => entry.type === "turn" && entry.no === before.openTurn);
  return found?.type === "turn" && !found.returned ? found : null;
}

/** What happened between two moments of a session that calls for a look, or null. */
export function attentionOf(before: Transcript, after: Transcript): Attention | null {
  const question = openQuestion(after);
  if (question && question.id !== openQuestion(before)?.id) return { words: "The agent asks you something", isUrgent: true };
  const turn = turnThatEnded(before, after);
  if (!turn?.outcome) return null;
  return { words: `Turn ${turn.no} ${HOW[turn.outcome]}${costWords(turn)}`, isUrgent: turn.outcome !== "answered" };
}
