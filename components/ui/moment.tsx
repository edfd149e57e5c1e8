"use client";
import { formatMoment, formatWhen } from "./format";
import { useIsAwake } from "./use-is-awake";

/** How long ago, or the day where the reader is; the whole moment on hover. The server does not know where that is. */
export function Moment({ at, now, className }: { at: number; now: number; className?: string }) {
  const isAwake = useIsAwake();
  return (
    <time dateTime={new Date(at).toISOString()} title={isAwake ? formatMoment(at) : undefined} className={className}>
      {formatWhen(at, now, isAwake ? undefined : "UTC")}
    </time>
  );
}
