"use client";
import { formatDuration } from "@/components/ui/format";
import { useNow } from "./use-now";

/** How long it took, or counts how long it takes. */
export function Elapsed({ from, until, isRunning }: { from: number; until: number | null; isRunning: boolean }) {
  const now = useNow(isRunning && until === null);
  if (until !== null) return <span>{formatDuration(until - from)}</span>;
  if (!isRunning || now === null) return null;
  return <span>{formatDuration(Math.floor(Math.max(0, now - from) / 1_000) * 1_000)}</span>;
}
