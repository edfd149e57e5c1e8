/** A recorder of a stored session that writes through a way a test can cut, and what it says. */
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { Recorder, type RecorderState, type RecordItem } from "@/lib/bridge/recording/recorder";
import { SpoolStore } from "@/lib/bridge/recording/spool";
import type { EventDraft, SessionEvent } from "@/lib/domain/sessions/session-event";
import { claimSession, type SessionHead } from "@/lib/event-log/claim-session";
import { EventWriter } from "@/lib/event-log/event-writer";
import { readEvents } from "@/lib/event-log/read-events";
import { dataFolder } from "@/lib/platform/data-dir";
import { CuttableDatabase } from "./cuttable-database";
import { aProject } from "./stored-sessions";

export const stream = randomUUID();
export const reply = (content: string): EventDraft => ({ kind: "reply_added", at: 1_000, turn: null, payload: { content } });
export const frame = (n: number, raw = Buffer.from(`{"n":${n}}`)): RecordItem => ({
  draft: reply(`frame ${n}`),
  source: { stream, seq: n },
  raw,
});
export const frames = (count: number): string[] => Array.from({ length: count }, (_, index) => `frame ${index + 1}`);
export const contents = (events: readonly SessionEvent[]): unknown[] =>
  events.map((event) => ("content" in event.payload ? event.payload.content : event.kind));

export type RecordedSession = Awaited<ReturnType<typeof aRecordedSession>>;

export async function aRecordedSession(pool: pg.Pool, url: string) {
  const way = new CuttableDatabase(url);
  const writer = new EventWriter(await way.open(), { silenceMs: 300 });
  const project = await aProject(pool);
  const { sessionId } = project;
  const folder = dataFolder("spools", randomUUID());

  const claim = async (): Promise<SessionHead> => {
    const head = await claimSession(pool, sessionId, project.holderId);
    if (typeof head === "string") throw new Error(head);
    return head;
  };
  const openSpool = (maxBytes = 200_000_000): SpoolStore => new SpoolStore({ folder, maxBytes, writer });
  const openRecorder = async ({
    spool = openSpool(),
    through = writer,
  }: {
    spool?: SpoolStore;
    through?: Pick<EventWriter, "append">;
  } = {}) => {
    const { epoch, lastSeq } = await claim();
    const announced: SessionEvent[] = [];
    const states: RecorderState[] = [];
    const lost: string[] = [];
    const recorder = new Recorder({
      sessionId,
      epoch,
      lastSeq,
      writer: through,
      spool,
      onStored: (events) => announced.push(...events),
      onState: (state) => states.push(state),
      onLost: (why) => lost.push(why),
    });
    const keep = (n: number) => recorder.record([frame(n)], { id: stream, seq: n });
    return { recorder, spool, announced, states, lost, keep };
  };
  const logged = async () => contents(await readEvents(pool, sessionId, { after: 0 }));
  const streamOnRecord = async () =>
    (await pool.query("SELECT stream, stream_seq::int AS seq FROM session WHERE id = $1", [sessionId])).rows[0];
  return { ...project, way, writer, folder, claim, openSpool, openRecorder, logged, streamOnRecord };
}
