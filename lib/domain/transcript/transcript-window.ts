/** A transcript of which only parts of the log are read: each stretch is one part without gaps. */
import type { EventKind, ViewerEvent } from "@/lib/domain/sessions/session-event";
import { SETTINGS } from "@/lib/domain/sessions/setting";
import { applyEvents, emptyTranscript } from "./transcript";
import { TranscriptBuilder } from "./transcript-builder";
import type { Entry, Transcript } from "./transcript-types";

/** A part of the log as it is read: what was known before its first event, and its events without gaps. */
export type TranscriptWindow = { base: Transcript; events: readonly ViewerEvent[] };
/** A part of the log that is on the page, with the entries that it makes. */
export type Stretch = TranscriptWindow & { transcript: Transcript };
/** Events `from` to `to` are not on the page. */
export type Gap = { from: number; to: number };

/** What a base is made of: the kinds that open and end turns, tell facts of the whole session, or change its queue. */
export const bookkeepingKinds = [
  "session_created",
  "session_renamed",
  "session_archived",
  "session_restored",
  "session_shared",
  "session_handed_over",
  "agent_described",
  "session_kept",
  "message_sent",
  "message_injected",
  "message_queued",
  "message_edited",
  "message_moved",
  "message_removed",
  "message_returned",
  "stop_requested",
  "turn_interrupted",
  "outside_usage_found",
  "usage_reported",
  "error_reported",
  "agent_started",
] as const satisfies readonly EventKind[];

/** Tools whose calls and results are part of it too: later calls depend on the folder and the plan. */
export const bookkeepingTools = ["workdir", "plan"] as const;

/** Commands whose answers are part of it too: nothing else says what they set, and what they could. */
export const bookkeepingCommands = SETTINGS;

/**
 * What is known just before event `from`: the facts, the queue, the ledger, and the turn that was open, without its steps.
 * `events`: those of the bookkeeping kinds, tools and commands before it, in the order of their seq.
 */
export function baseBefore(from: number, events: readonly ViewerEvent[]): Transcript {
  const builder = new TranscriptBuilder(emptyTranscript);
  for (const event of events) builder.apply(event);
  const { entries, ...known } = builder.result();
  const open = entries.flatMap((entry): Entry[] => (entry.type === "turn" && entry.no === known.openTurn ? [{ ...entry, items: [] }] : []));
  const turnsBefore = Math.max(0, ...entries.map((entry) => (entry.type === "turn" ? entry.no : 0)));
  return { ...known, entries: open, from, turnsBefore, head: from - 1 };
}

/** Reads a window; events that do not follow each other end it. */
export function foldWindow({ base, events }: TranscriptWindow): Stretch {
  const { transcript } = applyEvents(base, events);
  return { base, events, transcript };
}

const lastOf = ({ transcript }: Stretch): number => transcript.head;

/** One stretch of two that overlap or follow each other, `earlier` first. */
function join(earlier: Stretch, later: Stretch): Stretch {
  if (lastOf(later) <= lastOf(earlier)) return earlier;
  const events = [...earlier.events, ...later.events.filter(({ seq }) => seq > lastOf(earlier))];
  return foldWindow({ base: earlier.base, events });
}

/**
 * Puts what was read to the stretches that are there, in the order of the log; those that now touch become one.
 * What lies beyond the last stretch is left out: that one is live and is told of it by itself.
 */
export function addWindow(stretches: readonly Stretch[], window: TranscriptWindow): readonly Stretch[] {
  const live = stretches.at(-1);
  if (window.events.length === 0 || (live && window.base.from > lastOf(live) + 1)) return stretches;
  const all = [...stretches, foldWindow(window)].sort((a, b) => a.base.from - b.base.from || lastOf(a) - lastOf(b));
  const joined: Stretch[] = [];
  for (const stretch of all) {
    const before = joined.at(-1);
    if (before && stretch.base.from <= lastOf(before) + 1) joined[joined.length - 1] = join(before, stretch);
    else joined.push(stretch);
  }
  return joined;
}

/** What is missing before each stretch; null where nothing is. */
export function gapBefore(stretches: readonly Stretch[], index: number): Gap | null {
  const stretch = stretches[index];
  if (!stretch) return null;
  const before = stretches[index - 1];
  const from = before ? lastOf(before) + 1 : 1;
  return from < stretch.base.from ? { from, to: stretch.base.from - 1 } : null;
}
