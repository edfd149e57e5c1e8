"use client";
import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useFreshPage } from "@/components/ui/reach/use-fresh-page";
import { isUnread, lookAndKeep, type Seen } from "@/components/ui/seen-sessions";
import type { ListedSession } from "@/lib/protocol/browser-channel";
import type { RailPlace } from "./rail-place";
import { heardBack, heardGone, heardRows, noNews, type RailNews, railNow } from "./rail-rows";
import type { RailProject } from "./rail-sessions";
import { watchSessions } from "./watch-sessions";

/** A session that is not in the rail yet has the frame made again, at most this often. */
const APART_MS = 5_000;
const ASK_AGAIN_MS = 30_000;

/** `known`: what the frame was made with. `shown`: the session one is in, too. */
type Ids = { known: ReadonlySet<string>; shown: ReadonlySet<string> };

function useNews(ids: Ids): RailNews {
  const refresh = useFreshPage();
  const [news, setNews] = useState(noNews);
  const now = useRef(ids);
  now.current = ids;
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    /** When the frame was made again for a session that was not in it: it may be none of the newest. */
    const asked = new Map<string, number>();
    const refreshSoon = () => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        refresh();
      }, APART_MS);
    };
    // New, shared, archived or restored, or handed over: to this person or by them.
    const isElsewhere = ({ id, canWrite }: ListedSession) => {
      if (now.current.known.has(id)) return !canWrite;
      if (!canWrite || performance.now() - (asked.get(id) ?? -ASK_AGAIN_MS) < ASK_AGAIN_MS) return false;
      asked.set(id, performance.now());
      return true;
    };
    const onRows = (rows: ListedSession[]) => {
      if (rows.filter(isElsewhere).length > 0) refreshSoon();
      const shown = rows.filter(({ id }) => now.current.shown.has(id));
      setNews((old) => heardRows(old, shown));
    };
    const onGone = (gone: string[]) => {
      if (gone.some((id) => now.current.known.has(id))) refreshSoon();
      setNews((old) => heardGone(old, gone));
    };
    const onBack = () => {
      setNews(heardBack);
      refreshSoon();
    };
    const end = watchSessions({ onRows, onGone, onBack });
    return () => {
      clearTimeout(waiting);
      end();
    };
  }, [refresh]);
  return news;
}

/** The rail's sessions as they are now, with a mark on those that went on since this browser last showed them. */
export function useLiveRail(projects: RailProject[], place: RailPlace | null): RailProject[] {
  const here = /^\/sessions\/([0-9a-f-]{36})/.exec(usePathname())?.[1] ?? null;
  const known = new Set(projects.flatMap(({ sessions }) => sessions.map(({ id }) => id)));
  const news = useNews({ known, shown: place ? new Set(known).add(place.id) : known });
  const [seen, setSeen] = useState<Seen>({});
  const live = railNow(projects, place, news);
  const positions = JSON.stringify(live.flatMap(({ sessions }) => sessions.map(({ id, newsSeq }) => ({ id, newsSeq }))));
  useEffect(() => {
    setSeen(lookAndKeep(localStorage, JSON.parse(positions), here));
  }, [positions, here]);
  return live.map((project) => ({
    ...project,
    sessions: project.sessions.map((session) => ({ ...session, isUnread: isUnread(seen, session, here) })),
  }));
}
