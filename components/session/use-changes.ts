"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { describeTool } from "@/lib/domain/tool-call";
import type { Transcript } from "@/lib/domain/transcript-types";
import { type LoadedChanges, loadChanges } from "./load-changes";

const LOOKED_AT = 6;

/** Grows when an edit was answered, or a turn with edits ended: only then there is something new to ask for. */
export function newsOfChanges({ entries }: Pick<Transcript, "entries">): string {
  for (const entry of entries.slice(-LOOKED_AT).reverse()) {
    const newest = entry.items.findLast(
      (item) => item.type === "tool" && describeTool(item.tool, item.server, item.params).kind === "edit" && item.result !== null,
    );
    if (newest?.type === "tool") return `${newest.result?.seq} ${entry.type === "turn" ? entry.outcome : null}`;
  }
  return "";
}

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
        if (abort.signal.aborted) return;
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
