/** Compares what an agent wrote, what the log has and what viewers were shown, and names every difference that nothing explains; pure. */
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import { sourceOf } from "@/lib/event-log/append-events";
import { checkCommands } from "./check-commands";
import { checkMessages } from "./check-messages";
import { checkTurns } from "./check-turns";
import { checkUsage } from "./check-usage";
import type { History, Report, Stay, StreamTruth, Violation } from "./history";

export function checkHistory(history: History): Violation[] {
  const violations: Violation[] = [];
  const report: Report = (kind, what) => void violations.push({ kind, what });
  checkRows(history, report);
  for (const [stream, truth] of history.streams) checkStream(stream, truth, history, report);
  for (const stay of history.stays) checkStay(stay, history, report);
  checkAcknowledged(history, report);
  for (const what of history.granted) report("forbidden", `${what} was done without the right`);
  for (const { viewer, told, there } of history.presence)
    if (told.join() !== there.join()) report("presence", `${viewer} was told of ${told.join()}, and ${there.join()} are there`);
  checkCommands(history, report);
  checkMessages(history, report);
  checkTurns(history, report);
  checkUsage(history, report);
  return violations;
}

function checkRows({ rows, streams, replies }: History, report: Report): void {
  const frames = new Map([...streams].map(([stream, truth]) => [sourceOf(stream), truth.frames]));
  const sources = new Set<string>();
  rows.forEach(({ event, source, sourceSeq, raw, writer, claimed }, index) => {
    if (event.seq !== index + 1) report("gap", `the row at ${index + 1} has the number ${event.seq}`);
    if (writer !== claimed) report("fenced", `holder ${writer} wrote ${event.seq} when ${claimed} held the session`);
    if (raw === null) return;
    if (sources.has(`${source} ${sourceSeq}`)) report("doubled", `frame ${sourceSeq} of ${source} is on record again at ${event.seq}`);
    sources.add(`${source} ${sourceSeq}`);
    const written = frames.get(source)?.[sourceSeq - 1] ?? replies.get(`${source} ${sourceSeq}`);
    if (written !== raw) report("phantom", `the frame at ${event.seq} was never written so`);
  });
}

/** Each frame once, in order; what is missing must be let go by the agent, and be told as so many. */
function checkStream(stream: string, { frames, released }: StreamTruth, { rows, isOver }: History, report: Report): void {
  const source = sourceOf(stream);
  const own = rows.filter((row) => row.source === source).map((row) => row.sourceSeq);
  own.forEach((seq, index) => {
    const before = own[index - 1] ?? 0;
    if (seq < before) report("reordered", `frame ${seq} of ${stream} is on record after ${before}`);
  });
  const known = new Set(own);
  const last = Math.max(0, ...own);
  const isAbandoned = released === frames.length;
  const missing = frames.map((_, index) => index + 1).filter((seq) => !known.has(seq) && (seq < last || (isOver && !isAbandoned)));
  const held = missing.filter((seq) => seq > released);
  if (held.length > 0) report("lost", `frames ${held.join()} of ${stream}, which the agent holds, are not on record`);
  const told = rows.reduce((sum, { event }) => sum + (missedOf(event, stream) ?? 0), 0);
  const isFew = told < missing.length;
  if (isFew) report("gap", `${missing.length} frames of ${stream} are missing, and gaps tell of ${told}`);
  if (told > frames.length - known.size) report("gap", `gaps tell of ${told} frames of ${stream}, and fewer are missing`);
}

function missedOf(event: SessionEvent, stream: string): number | null {
  return event.kind === "frames_missed" && event.payload.stream === stream ? event.payload.count : null;
}

function checkStay({ viewer, after, shown, isOver }: Stay, { rows, textOf, isOver: isAllOver }: History, report: Report): void {
  let last = after;
  for (const { seq, text, wasDurable, wasAllowed } of shown) {
    const row = rows[seq - 1];
    if (!wasDurable) report("early", `${viewer} was shown ${seq} before it was on record`);
    if (!wasAllowed) report("forbidden", `${viewer} was shown ${seq} after the session was closed to them`);
    if (!row || textOf(row.event) !== text) report("phantom", `${viewer} was shown at ${seq} what is not on record`);
    if (seq <= last) report(seq === last ? "doubled" : "reordered", `${viewer} was shown ${seq} after ${last}`);
    else if (seq !== last + 1) report("lost", `${viewer} was shown ${seq} after ${last}`);
    last = Math.max(last, seq);
  }
  if (isAllOver && !isOver && last < rows.length) report("lost", `${viewer} was shown ${last} of ${rows.length} events`);
}

/** A message that was acknowledged is on record, once, at the place that was told. */
function checkAcknowledged({ acknowledged, rows }: History, report: Report): void {
  const landed = new Map<string, number[]>();
  const waiting = new Set<string>();
  for (const { event } of rows) {
    if (!("messageId" in event.payload)) continue;
    const { messageId } = event.payload;
    // What waits is told again when it is held or let go.
    const isLanding = event.kind === "message_queued" ? !waiting.has(messageId) : event.kind === "message_sent" && !event.payload.fromQueue;
    if (isLanding) landed.set(messageId, [...(landed.get(messageId) ?? []), event.seq]);
    if (event.kind === "message_queued" || event.kind === "message_returned") waiting.add(messageId);
    else if (event.kind === "message_sent" || event.kind === "message_removed") waiting.delete(messageId);
  }
  for (const [id, seqs] of landed) if (seqs.length > 1) report("doubled", `message ${id} is on record at ${seqs.join()}`);
  for (const [id, seq] of acknowledged)
    if (landed.get(id)?.[0] !== seq) report("acknowledged", `message ${id} was acknowledged at ${seq}, and is not there`);
}
