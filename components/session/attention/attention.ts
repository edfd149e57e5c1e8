import { formatUsd } from "@/components/ui/format";
import { DEFAULT_TITLE } from "@/lib/domain/sessions/title-limit";
import { openQuestion } from "@/lib/domain/transcript/transcript";
import type { Transcript, Turn } from "@/lib/domain/transcript/transcript-types";

/** Something that a person who looks elsewhere wants to know. `isUrgent`: it does not go on without them, or went wrong. */
export type Attention = { words: string; isUrgent: boolean };

const HOW = { answered: "is answered", failed: "failed", stopped: "was stopped", interrupted: "was interrupted" } as const;

function costWords({ usage }: Turn): string {
  return usage?.provenance === "measured" ? `, ${formatUsd(usage.costNano)}` : "";
}

const newestTurn = ({ entries }: Transcript): number => entries.findLast((entry) => entry.type === "turn")?.no ?? 0;

/** The newest that ended: the one that was open, or one that began and ended in between. Turns that were fetched from before are old news. */
function turnThatEnded(before: Transcript, after: Transcript): Turn | null {
  const known = newestTurn(before);
  const found = after.entries.findLast(
    (entry) => entry.type === "turn" && entry.outcome !== null && !entry.returned && (entry.no > known || entry.no === before.openTurn),
  );
  return found?.type === "turn" ? found : null;
}

/** What happened between two moments of a session that calls for a look, or null. */
export function attentionOf(before: Transcript, after: Transcript): Attention | null {
  const question = openQuestion(after);
  if (question && question.id !== openQuestion(before)?.id) return { words: "The agent asks you something", isUrgent: true };
  const turn = turnThatEnded(before, after);
  if (!turn?.outcome) return null;
  return { words: `Turn ${turn.no} ${HOW[turn.outcome]}${costWords(turn)}`, isUrgent: turn.outcome !== "answered" };
}

const whoWrites = (isShared: boolean): string => (isShared ? "The project's developers write here too" : "Only its owner writes here");

/** What became of the session or of what was sent, for who does not see it; nothing that somebody who is elsewhere is called for. */
export function changeOf(before: Transcript, { facts, queue }: Transcript): string | null {
  if (facts.archived !== before.facts.archived)
    return facts.archived ? "Archived: it can be read and not continued" : "Restored from the archive";
  if (facts.shared !== before.facts.shared) return whoWrites(facts.shared);
  // The first message gives a session its name by itself.
  if (facts.title !== before.facts.title && !["", DEFAULT_TITLE].includes(before.facts.title)) return `Now called ${facts.title}`;
  const place = queue.findLastIndex(
    ({ messageId, waitsItsTurn }) => waitsItsTurn && before.queue.every((item) => item.messageId !== messageId),
  );
  return place < 0 ? null : `A message waits at place ${place + 1} of ${queue.length}`;
}
