// What agent, log and browsers tell of one session, put together for the checker.
import { nanoFromDollars } from "@/lib/domain/usage";
import { sourceOf } from "@/lib/event-log/append-events";
import { previewEvent } from "@/lib/event-log/preview-event";
import type { History, LogRow, StreamTruth } from "@/lib/testing/history";
import { rowsOfLog } from "@/lib/testing/log-rows";
import type { TrueStream } from "./noted-truth";
import { type NotingBrowser, textOfEvent } from "./noting-browser";
import type { ProgramWorld } from "./program-world";

/** A server that is killed before the first bind to a stream is on record does not know of it: the next one tells its beginning as a gap. */
function begunUnseen(rows: readonly LogRow[], id: string): number {
  const at = rows.findIndex(({ event }) => event.kind === "frames_missed" && event.payload.stream === id);
  const before = rows.slice(0, Math.max(0, at));
  const binds = before.filter(({ event }) => event.kind === "upstream_bound" && event.payload.stream === id);
  const event = rows[at]?.event;
  const isFirst = binds.length <= 1 && before.every(({ source }) => source !== sourceOf(id));
  return isFirst && event?.kind === "frames_missed" ? (event.payload.count ?? 0) : 0;
}

/** What a killed agent held is gone with it; a living one must have lost nothing. */
function streamsOf(streams: readonly TrueStream[], rows: readonly LogRow[], agentPid: number | null): Map<string, StreamTruth> {
  const releasedOf = ({ id, frames, pid }: TrueStream) => (pid === agentPid ? begunUnseen(rows, id) : frames.length);
  return new Map(streams.map((stream) => [stream.id, { frames: stream.frames, released: releasedOf(stream) }]));
}

/** Each answer that is on record was given once: as often as its words were said, and no more. */
function repliesOf(rows: readonly LogRow[], streams: readonly TrueStream[], said: readonly string[]): Map<string, string> {
  const sources = new Set(streams.map(({ id }) => sourceOf(id)));
  const left = new Map<string, number>();
  for (const text of said) left.set(text, (left.get(text) ?? 0) + 1);
  const replies = new Map<string, string>();
  for (const { source, sourceSeq, raw } of rows) {
    const count = raw === null || sources.has(source) ? 0 : (left.get(raw) ?? 0);
    if (raw === null || count === 0) continue;
    left.set(raw, count - 1);
    replies.set(`${source} ${sourceSeq}`, raw);
  }
  return replies;
}

function chargedFor(streams: readonly TrueStream[]): bigint {
  const frames = streams.flatMap((stream) => stream.frames).map((text): Record<string, unknown> => JSON.parse(text));
  const dollars = frames.findLast(({ type }) => type === "cost")?.session_cost;
  return BigInt(nanoFromDollars(Number(dollars ?? 0)));
}

export async function toldHistory(world: ProgramWorld, sessionId: string, browsers: readonly NotingBrowser[]): Promise<History> {
  const rows = await rowsOfLog(world.pool, sessionId);
  const streams = world.truth.streamsOf(sessionId);
  return {
    streams: streamsOf(streams, rows, world.agent.pid),
    replies: repliesOf(rows, streams, world.truth.said()),
    rows,
    stays: browsers.flatMap(({ stays }) => stays),
    acknowledged: new Map(browsers.flatMap(({ acknowledged }) => [...acknowledged])),
    textOf: (event) => textOfEvent(previewEvent(event)),
    isOver: true,
    costNano: chargedFor(streams),
  };
}
