/** A session as of now, for the first paint of its page; the channel goes on from there. */
import { type SessionRights, sessionRights } from "@/lib/domain/policy";
import { refuse } from "@/lib/domain/refusal";
import type { TranscriptWindow } from "@/lib/domain/transcript/transcript-window";
import type { Viewer } from "@/lib/domain/viewer";
import { pgPool } from "@/lib/platform/pg-pool";
import { readWindow } from "./load-window";
import { openSession } from "./open-session";
import { SESSION_ROW, type SessionRow } from "./session-row";

export type LoadedTranscript = {
  session: SessionRow & { rights: SessionRights };
  /** The end of the log, and before it the part around the event that was asked for; what is between and before is asked for when it is read. */
  windows: TranscriptWindow[];
};

/** `at`: an event to show, as a link to it names. Refuses "not_found" for unknown and forbidden sessions. */
export async function loadTranscript(viewer: Viewer, sessionId: string, at: number | null = null): Promise<LoadedTranscript> {
  const { id, subject } = await openSession(viewer, "session:read", sessionId);
  const [end, { rows }] = await Promise.all([
    readWindow(id, { end: true }),
    pgPool().query<SessionRow>(`SELECT ${SESSION_ROW} WHERE s.id = $1`, [id]),
  ]);
  const row = rows[0] ?? refuse("not_found");
  const isBefore = at !== null && at < end.base.from;
  return { session: { ...row, rights: sessionRights(viewer, subject) }, windows: isBefore ? [await readWindow(id, { at }), end] : [end] };
}
