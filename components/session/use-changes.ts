"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { type LoadedChanges, loadChanges } from "./load-changes";

type Asked = { changes: LoadedChanges | null; hasFailed: boolean; reload: () => void };

/** What the session changed, asked for again with every news; what comes while an answer is awaited is asked for once, after it. */
export function useChanges(sessionId: string, news: string): Asked {
  const [changes, setChanges] = useState<LoadedChanges | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const lane = useRef<{ abort: AbortController | null; isStale: boolean }>({ abort: null, isStale: false });

  const reload = useCallback(async () => {
    const { current } = lane;
    if (current.abort) {
      current.isStale = true;
      return;
    }
    do {
      current.isStale = false;
      const abort = new AbortController();
      current.abort = abort;
      try {
        setChanges(await loadChanges(sessionId, abort.signal));
        setFailed(false);
      } catch {
        // gone with the page, unless the page asked anew at once
        if (abort.signal.aborted && !current.isStale) return;
        setFailed(true);
      } finally {
        current.abort = null;
      }
    } while (current.isStale);
  }, [sessionId]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: news is what makes it ask again
  useEffect(() => {
    void reload();
  }, [reload, news]);
  useEffect(() => {
    const { current } = lane;
    return () => current.abort?.abort();
  }, []);
  return { changes, hasFailed, reload: () => void reload() };
}
