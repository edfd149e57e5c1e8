"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { EventLine } from "@/lib/domain/sessions/turn-outline";
import { loadTurnEvents } from "./load-turns";

/** `asOf`: the newest event of the log when they were asked for; null: the turn was over. */
type Loaded = { events: readonly EventLine[]; next: number | null; asOf: number | null };
type Asked = { loaded: Loaded | null; hasFailed: boolean; isLoading: boolean; loadMore: () => void };

/** Whether more of it came, its end included, than what is here. */
export function isBehind(loaded: Loaded | null, head: number | null): boolean {
  if (loaded === null || loaded.next !== null) return loaded === null;
  return head === null ? loaded.asOf !== null : head > Math.max(loaded.asOf ?? 0, loaded.events.at(-1)?.seq ?? 0);
}

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
          setLoaded((known) => ({ events: [...(known?.events ?? []), ...events], next, asOf: head }));
          setFailed(false);
        },
        () => controller.signal.aborted || setFailed(true),
      )
      .finally(() => {
        if (abort.current !== controller) return;
        abort.current = null;
        setLoading(false);
      });
  }, [sessionId, no, last, head]);

  const hasMore = isBehind(loaded, head);
  useEffect(() => {
    if (hasMore && !isLoading && !hasFailed) loadMore();
  }, [hasMore, isLoading, hasFailed, loadMore]);
  useEffect(
    () => () => {
      abort.current?.abort();
      abort.current = null;
    },
    [],
  );
  return { loaded, hasFailed, isLoading, loadMore };
}
