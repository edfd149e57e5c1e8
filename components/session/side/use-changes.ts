"use client";
import { useCallback, useState } from "react";
import type { LoadedChanges } from "./load-changes";
import { useNewest } from "./use-newest";

type Asked = { changes: LoadedChanges | null; hasFailed: boolean; reload: () => void };

/** What the session changed, asked for again with every news. */
export function useChanges(sessionId: string, news: string): Asked {
  const [changes, setChanges] = useState<LoadedChanges | null>(null);
  const ask = useCallback(async (signal: AbortSignal) => (await import("./load-changes")).loadChanges(sessionId, signal), [sessionId]);
  const { hasFailed, reload } = useNewest(ask, setChanges, news);
  return { changes, hasFailed, reload };
}
