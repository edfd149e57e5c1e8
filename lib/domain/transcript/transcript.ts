/** Folds a session's events into its transcript: pure, incremental, the same result for any split of the log. */
import type { ViewerEvent } from "@/lib/domain/sessions/session-event";
import { noScheduleCosts } from "./schedule-costs";
import { TranscriptBuilder } from "./transcript-builder";
import { isOpenQuestion } from "./transcript-items";
import type { Applied, Entry, Item, QuestionItem, Transcript, Turn } from "./transcript-types";

export const emptyTranscript: Transcript = {
  from: 1,
  turnsBefore: 0,
  head: 0,
  facts: {
    title: "",
    model: "",
    role: "",
    effort: "",
    named: { model: [], effort: [], role: [] },
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
export const isAsking = ({ items }: Entry): boolean => items.some(isOpenQuestion);

/** The question that waits for an answer, newest first, or null. */
export function openQuestion({ entries }: Transcript): QuestionItem | null {
  const newest = entries.slice(-3).flatMap(({ items }) => items);
  return newest.findLast(isOpenQuestion) ?? null;
}

/** The turn of that number, where it is among the entries. */
export function turnNumbered(no: number | null, { entries }: Transcript): Turn | null {
  if (no === null) return null;
  return entries.findLast((entry): entry is Turn => entry.type === "turn" && entry.no === no) ?? null;
}

/** The turn that runs, or null. */
export const runningTurn = (transcript: Transcript): Turn | null => turnNumbered(transcript.openTurn, transcript);
