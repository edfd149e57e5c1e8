// What agent, log and browsers tell of one session, put together for the checker.
import { nanoFromDollars } from "@/lib/domain/sessions/usage";
import { sourceOf } from "@/lib/event-log/append-events";
import { previewEvent } from "@/lib/event-log/preview-event";
import type { History, LogRow, StreamTruth } from "@/lib/testing/simulation/history";
import { rowsOfLog } from "@/lib/testing/simulation/log-rows";
import type { TrueStream } from "./noted-truth";
import { type NotingBrowser, textOfEvent } from "./noting-browser";
import type { ProgramWorld } from "./program-world";

/** What a killed agent held is gone with it; a living one must have lost nothing. */
function streamsOf(streams: readonly TrueStream[], agentPid: number | null): Map<string, StreamTruth> {
  return new Map(streams.map(({ id, frames, pid }) => [id, { frames, released: pid === agentPid ? 0 : frames.length }]));
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

/** The messages of a session that the agent said it took. */
function begunIn(sessionId: string, said: readonly string[]): History["begun"] {
  const acks = said.filter((text) => text.includes('"message_type":"message"')).map((text): Record<string, unknown> => JSON.parse(text));
  return acks.filter((ack) => ack.session_id === sessionId).map((ack) => ({ requestId: String(ack.request_id), text: null }));
}

export async function toldHistory(world: ProgramWorld, sessionId: string, browsers: readonly NotingBrowser[]): Promise<History> {
  const rows = await rowsOfLog(world.pool, sessionId);
  const streams = world.truth.streamsOf(sessionId);
  return {
    streams: streamsOf(streams, world.agent.pid),
    replies: repliesOf(rows, streams, world.truth.said()),
    rows,
    stays: browsers.flatMap(({ stays }) => stays),
    acknowledged: new Map(browsers.flatMap(({ acknowledged }) => [...acknowledged])),
    written: new Map(
      browsers.flatMap(({ written }) => [...written].map(([id, text]) => [id, { text, personId: null, isAllowed: true }] as const)),
    ),
    mayWrite: () => null,
    granted: [],
    accepted: [],
    obeyed: [],
    presence: [],
    begun: begunIn(sessionId, world.truth.said()),
    textOf: (event) => textOfEvent(previewEvent(event)),
    isOver: true,
    costNano: chargedFor(streams),
    tokens: null,
  };
}
