/** The rail's sessions out of what the page was made with, the one that one is in, and what was heard since; pure. */
import type { ListedSession } from "@/lib/protocol/browser-channel";
import type { RailPlace } from "./rail-place";
import type { RailProject, RailSession } from "./rail-sessions";

/** `gone`: no longer open to this person, as far as was heard. */
export type RailNews = { rows: Readonly<Record<string, ListedSession>>; gone: ReadonlySet<string> };

export const noNews: RailNews = { rows: {}, gone: new Set() };

/** Two looks of the server may be told in the other order. */
export const heardRows = ({ rows, gone }: RailNews, news: readonly ListedSession[]): RailNews => ({
  rows: {
    ...rows,
    ...Object.fromEntries(news.filter(({ id, lastSeq }) => lastSeq >= (rows[id]?.lastSeq ?? 0)).map((row) => [row.id, row])),
  },
  gone: new Set([...gone].filter((id) => !news.some((row) => row.id === id))),
});

export const heardGone = ({ rows, gone }: RailNews, ids: readonly string[]): RailNews => ({ rows, gone: new Set([...gone, ...ids]) });

/** After a time without a connection: what was gone may have been given back, and the frame that is made again knows. */
export const heardBack = ({ rows }: RailNews): RailNews => ({ rows, gone: noNews.gone });

/** Where a session belongs that is none of the newest: by its activity when the page was made, so that nothing jumps. */
function placed(sessions: readonly RailSession[], place: RailPlace | null, projectId: number): readonly RailSession[] {
  if (place?.projectId !== projectId || sessions.some(({ id }) => id === place.id)) return sessions;
  const before = sessions.findIndex(({ activeAt }) => activeAt < place.activeAt);
  return sessions.toSpliced(before < 0 ? sessions.length : before, 0, place);
}

/** What the page was made with, or what came since: the one that knows more events. */
function newest(session: RailSession, { rows }: RailNews): RailSession {
  const row = rows[session.id];
  return row && row.lastSeq >= session.lastSeq ? { ...session, ...row } : session;
}

/** One that is no longer open, or archived, is let go before the frame is made again; the one that one is in stays while one may read it. */
function stays(session: RailSession, { rows, gone }: RailNews, place: RailPlace | null): boolean {
  const row = rows[session.id];
  if (gone.has(session.id)) return false;
  if (!row || row.lastSeq < session.lastSeq) return true;
  return !row.archived && (session.id === place?.id || row.canWrite);
}

export function railNow(projects: readonly RailProject[], place: RailPlace | null, news: RailNews): RailProject[] {
  return projects.map((project) => ({
    ...project,
    sessions: placed(project.sessions, place, project.id)
      .filter((session) => stays(session, news, place))
      .map((session) => newest(session, news)),
  }));
}
