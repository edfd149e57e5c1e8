"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { EventLine } from "@/lib/domain/turn-outline";
import { loadTurnEvents } from "./load-turns";

type Loaded = { events: readonly EventLine[]; next: number | null };
type Asked = { loaded: Loaded | null; hasFailed: boolean; isLoading: boolean; loadMore: () => void };

/** The events of a turn, a page at a time; `head` is the newest event of the log while the turn runs: then more is asked for by itself. */
export function useTurnEvents(sessionId: string, no: number, head: number | null): Asked {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [isLoading, setLoading] = useState(false);
  const abort = useRef<AbortController | null>(null);
  const last = loaded?.events.at(-1)?.seq ?? null;

  const loadMore = useCallback(() => {
    if (abort.current) return;
    const controller = new AbortController();
    abort.current = controller;
    setLoading(true);
    loadTurnEvents(sessionId, no, last, controller.signal)
      .then(
        ({ events, next }) => {
          setLoaded((known) => ({ events: [...(known?.events ?? []), ...events], next }));
          setFailed(false);
        },
        () => controller.signal.aborted || setFailed(true),
      )
      .finally(() => {
        if (abort.current !== controller) return;
        abort.current = null;
        setLoading(false);
      });
  }, [sessionId, no, last]);

  const isBehind = loaded === null || (loaded.next === null && head !== null && head > (last ?? 0));
  useEffect(() => {
    if (isBehind && !isLoading && !hasFailed) loadMore();
  }, [isBehind, isLoading, hasFailed, loadMore]);
  useEffect(
    () => () => {
      abort.current?.abort();
      abort.current = null;
    },
    [],
  );
  return { loaded, hasFailed, isLoading, loadMore };
}
