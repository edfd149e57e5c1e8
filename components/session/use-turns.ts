"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { loadTurns } from "./load-turns";
import { addPage, type Outline } from "./outline";

type Asked = { outline: Outline | null; hasFailed: boolean; reload: () => void; loadMore: () => void };
type Lane = { abort: AbortController | null; isStale: boolean };

/** The turns of the session, the newest asked for again with every news; what comes while an answer is awaited is asked for once, after it. */
export function useTurns(sessionId: string, news: string): Asked {
  const [outline, setOutline] = useState<Outline | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const newest = useRef<Lane>({ abort: null, isStale: false });
  const older = useRef<AbortController | null>(null);

  const reload = useCallback(async () => {
    const { current } = newest;
    if (current.abort) {
      current.isStale = true;
      return;
    }
    do {
      current.isStale = false;
      const abort = new AbortController();
      current.abort = abort;
      try {
        const page = await loadTurns(sessionId, null, abort.signal);
        setOutline((known) => addPage(known, page));
        setFailed(false);
      } catch {
        if (abort.signal.aborted) return;
        setFailed(true);
      } finally {
        current.abort = null;
      }
    } while (current.isStale);
  }, [sessionId]);

  const next = outline?.next ?? null;
  const loadMore = useCallback(() => {
    if (next === null || older.current) return;
    const abort = new AbortController();
    older.current = abort;
    loadTurns(sessionId, next, abort.signal).then(
      (page) => {
        older.current = null;
        setOutline((known) => (known?.next === next ? addPage(known, page) : known));
        setFailed(false);
      },
      () => {
        if (abort.signal.aborted) return;
        older.current = null;
        setFailed(true);
      },
    );
  }, [sessionId, next]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: news is what makes it ask again
  useEffect(() => {
    void reload();
  }, [reload, news]);
  useEffect(
    () => () => {
      newest.current.abort?.abort();
      older.current?.abort();
      newest.current = { abort: null, isStale: false };
      older.current = null;
    },
    [],
  );
  return { outline, hasFailed, reload: () => void reload(), loadMore };
}
