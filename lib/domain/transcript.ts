/** Folds a session's events into its transcript: pure, incremental, the same result for any split of the log. */
import { noScheduleCosts } from "./schedule-costs";
import type { ViewerEvent } from "./session-event";
import { TranscriptBuilder } from "./transcript-builder";
import type { Applied, Entry, Item, Transcript, Turn } from "./transcript-types";

export const emptyTranscript: Transcript = {
  from: 1,
  turnsBefore: 0,
  head: 0,
  facts: {
    title: "",
    model: "",
    role: "",
    effort: "",
    archived: false,
    owner: null,
    shared: false,
    costNano: "0",
    unknownCostTurns: 0,
  },
  entries: [],
  queue: [],
  openTurn: null,
  ledger: { cwd: "", plan: null, schedules: noScheduleCosts },
};

/**
 * Applies events in the order of their seq. Those at or below the head are known and ignored; at a gap it stops and says so.
 * Turns that nothing touched keep their identity.
 */
export function applyEvents(transcript: Transcript, events: readonly ViewerEvent[]): Applied {
  const fresh = events.filter((event) => event.seq > transcript.head).sort((a, b) => a.seq - b.seq);
  if (fresh.length === 0) return { transcript, gap: null };
  const builder = new TranscriptBuilder(transcript);
  for (const event of fresh) {
    if (event.seq <= builder.head) continue;
    if (event.seq > builder.head + 1) return { transcript: builder.result(), gap: { expected: builder.head + 1, got: event.seq } };
    builder.apply(event);
  }
  return { transcript: builder.result(), gap: null };
}

const isErrorLine = (item: Item): boolean => item.type === "event" && (item.kind === "error_reported" || item.kind === "message_returned");

/** False for a turn that was only "busy, back to the queue": the message is drawn where it is now. */
export const isShown = (turn: Turn): boolean => !turn.returned || !turn.items.every(isErrorLine);

/** Whether a question of it waits for an answer. */
export const isAsking = ({ items }: Entry): boolean => items.some((item) => item.type === "question" && item.state.kind === "open");

/** The question that waits for an answer, newest first, or null. */
export function openQuestion(transcript: Transcript) {
  for (const entry of transcript.entries.slice(-3).reverse()) {
    const found = entry.items.findLast((item) => item.type === "question" && item.state.kind === "open");
    if (found?.type === "question") return found;
  }
  return null;
}

/** The turn that runs, or null. */
export function runningTurn({ entries, openTurn }: Transcript): Turn | null {
  if (openTurn === null) return null;
  const found = entries.findLast((entry) => entry.type === "turn" && entry.no === openTurn);
  return found?.type === "turn" ? found : null;
}
