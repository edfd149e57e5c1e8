"use client";
import { useCallback, useEffect, useRef, useState } from "react";

type Lane = { abort: AbortController | null; isStale: boolean };

/**
 * Asks for something again with every news; what comes while an answer is awaited is asked for once, after it. `ask` and `onAnswer` must stay the
 * same between renders until something about them changes.
 */
export function useNewest<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  onAnswer: (answer: T) => void,
  news: string,
): { hasFailed: boolean; setFailed: (hasFailed: boolean) => void; reload: () => void } {
  const [hasFailed, setFailed] = useState(false);
  const lane = useRef<Lane>({ abort: null, isStale: false });

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
        onAnswer(await ask(abort.signal));
        setFailed(false);
      } catch {
        if (abort.signal.aborted) return; // gone with the page
        setFailed(true);
      } finally {
        current.abort = null;
      }
    } while (current.isStale);
  }, [ask, onAnswer]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: news is what makes it ask again
  useEffect(() => {
    void reload();
  }, [reload, news]);
  useEffect(
    () => () => {
      lane.current.abort?.abort();
      lane.current = { abort: null, isStale: false }; // a page that is put away and comes back begins anew
    },
    [],
  );
  return { hasFailed, setFailed, reload: () => void reload() };
}
