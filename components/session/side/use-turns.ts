"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { TurnPage } from "@/lib/domain/sessions/turn-outline";
import { loadTurns } from "./load-turns";
import { addPage, type Outline } from "./outline";
import { useNewest } from "./use-newest";

type Asked = { outline: Outline | null; hasFailed: boolean; reload: () => void; loadMore: () => void };

/** As it was last on this page: it is there at once when the outline opens, and asked for again. */
let kept: { sessionId: string; outline: Outline } | null = null;

/** The turns of the session, the newest asked for again with every news. */
export function useTurns(sessionId: string, news: string): Asked {
  const [outline, setOutline] = useState<Outline | null>(() => (kept?.sessionId === sessionId ? kept.outline : null));
  const older = useRef<AbortController | null>(null);
  const ask = useCallback((signal: AbortSignal) => loadTurns(sessionId, null, signal), [sessionId]);
  const onPage = useCallback((page: TurnPage) => setOutline((known) => addPage(known, page)), []);
  const { hasFailed, setFailed, reload } = useNewest(ask, onPage, news);

  useEffect(() => {
    if (outline) kept = { sessionId, outline };
  }, [sessionId, outline]);

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
  }, [sessionId, next, setFailed]);

  useEffect(
    () => () => {
      older.current?.abort();
      older.current = null;
    },
    [],
  );
  return { outline, hasFailed, reload, loadMore };
}
