/** Where a log stands, read from its events alone: what claiming the session says in a world without a database. */
import type { EventPayload, SessionEvent } from "@/lib/domain/sessions/session-event";
import { zeroTotals } from "@/lib/domain/sessions/usage";
import { applyEvents, emptyTranscript } from "@/lib/domain/transcript/transcript";
import { isOpenQuestion } from "@/lib/domain/transcript/transcript-items";
import { endsRun } from "@/lib/domain/transcript/transcript-run";
import type { SessionHead } from "@/lib/event-log/claim-session";
import { ada } from "@/lib/testing/scripted-session";

function startedBy(opening: SessionEvent | undefined): number {
  if (opening?.kind === "message_sent") return opening.payload.by.personId;
  return opening?.kind === "message_injected" ? opening.payload.personId : ada.personId;
}

/** An error that answers a connection names what it answers. */
const isOutputError = (event: SessionEvent): boolean => event.kind === "error_reported" && event.payload.requestId === null;

const isRun = (event: SessionEvent): boolean => event.kind === "run_progressed" && !endsRun(event.payload);
const paysRuns = ({ kind, payload }: SessionEvent): boolean =>
  (kind === "usage_reported" && !payload.pendingWork) || ("usage" in payload && payload.usage?.provenance === "untracked");

const waits = ({ requestId }: EventPayload<"command_asked">, events: readonly SessionEvent[]): boolean =>
  !events.some(({ kind, payload }) => (kind === "command_sent" || kind === "command_dropped") && payload.requestId === requestId);

export function headOf(events: readonly SessionEvent[], position: { id: string; seq: number } | null, epoch = 1): SessionHead {
  const { queue, openTurn, facts, entries } = applyEvents(emptyTranscript, events).transcript;
  const totals = events.findLast((event) => "totals" in event.payload);
  const inTurn = events.filter(({ turn }) => turn === openTurn);
  const opening = inTurn.find(({ kind }) => kind === "message_sent");
  const asked = entries.flatMap(({ items }) => items.flatMap((item) => (isOpenQuestion(item) ? [item.seq] : [])));
  return {
    epoch,
    lastSeq: events.length,
    stream: position?.id ?? null,
    streamSeq: position?.seq ?? 0,
    turnCount: Math.max(0, ...events.map(({ turn }) => turn ?? 0)),
    keptFor: [],
    openTurn:
      openTurn === null
        ? null
        : {
            no: openTurn,
            requestId: opening?.kind === "message_sent" ? opening.payload.requestId : null,
            personId: startedBy(inTurn[0]),
            hasReplied: inTurn.findLast(({ kind }) => kind === "reply_added" || kind === "usage_reported")?.kind === "reply_added",
            hasFailed: inTurn.findLast((event) => event.kind === "reply_added" || isOutputError(event))?.kind === "error_reported",
          },
    hasUnpaidRun: events.findLastIndex(isRun) > events.findLastIndex(paysRuns),
    totals: totals && "totals" in totals.payload ? totals.payload.totals : zeroTotals,
    model: facts.model,
    role: facts.role,
    queue: queue.map(({ messageId, place, text, by, reason }) => ({ messageId, place, text, by, reason })),
    askedCommands: events.flatMap((event) => (event.kind === "command_asked" && waits(event.payload, events) ? [event.payload] : [])),
    openElicitations: events.filter(({ seq }) => asked.includes(seq)),
  };
}
