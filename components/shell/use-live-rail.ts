"use client";
import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useFreshPage } from "@/components/ui/use-fresh-page";
import type { ListedSession } from "@/lib/protocol/browser-channel";
import { isUnread, lookAt, readSeen, type Seen, writeSeen } from "./rail-seen";
import type { RailProject, RailSession } from "./rail-sessions";
import { watchSessions } from "./watch-sessions";

/** A session that is not in the rail yet has the frame made again, at most this often. */
const APART_MS = 5_000;

type Rows = Record<string, ListedSession>;

/** What the page was made with, or what came since: the one that knows more events. */
function newest(session: RailSession, rows: Rows): RailSession {
  const row = rows[session.id];
  return row && row.lastSeq >= session.lastSeq ? { ...session, ...row } : session;
}

function useRows(known: ReadonlySet<string>): Rows {
  const refresh = useFreshPage();
  const [rows, setRows] = useState<Rows>({});
  const knownNow = useRef(known);
  knownNow.current = known;
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const refreshSoon = () => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        refresh();
      }, APART_MS);
    };
    const onRows = (news: ListedSession[]) => {
      // New, archived or restored, or handed over: to this person or by them.
      if (news.some((row) => (row.isMine && !row.archived) !== knownNow.current.has(row.id))) refreshSoon();
      setRows((old) => ({ ...old, ...Object.fromEntries(news.filter(({ id }) => knownNow.current.has(id)).map((row) => [row.id, row])) }));
    };
    const onGone = (ids: string[]) => {
      if (ids.some((id) => knownNow.current.has(id))) refreshSoon();
    };
    const end = watchSessions({ onRows, onGone, onBack: refreshSoon });
    return () => {
      clearTimeout(waiting);
      end();
    };
  }, [refresh]);
  return rows;
}

/** The rail's sessions as they are now, with a mark on those that went on since this browser last showed them. */
export function useLiveRail(projects: RailProject[]): RailProject[] {
  const here = /^\/sessions\/([0-9a-f-]{36})/.exec(usePathname())?.[1] ?? null;
  const rows = useRows(new Set(projects.flatMap(({ sessions }) => sessions.map(({ id }) => id))));
  const [seen, setSeen] = useState<Seen>({});
  const live = projects.map((project) => ({ ...project, sessions: project.sessions.map((session) => newest(session, rows)) }));
  const positions = JSON.stringify(live.flatMap(({ sessions }) => sessions.map(({ id, lastSeq }) => ({ id, lastSeq }))));
  useEffect(() => {
    const next = lookAt(readSeen(localStorage), JSON.parse(positions), here);
    writeSeen(localStorage, next);
    setSeen(next);
  }, [positions, here]);
  return live.map((project) => ({
    ...project,
    sessions: project.sessions.map((session) => ({ ...session, isUnread: isUnread(seen, session, here) })),
  }));
}
