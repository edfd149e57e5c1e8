"use client";
import { formatMoment } from "@/components/ui/format";
import { dateFormat } from "@/components/ui/intl-formats";
import { useIsAwake } from "@/components/ui/use-is-awake";

const CLOCK = { hour: "2-digit", minute: "2-digit" } as const;
const DAY = { weekday: "long", day: "numeric", month: "long" } as const;
/** The server does not know where the reader is. */
const IN_UTC = { timeZone: "UTC" } as const;

/** Hours and minutes where the reader is; the whole date on hover. */
export function LocalTime({ at, className }: { at: number; className?: string }) {
  const isAwake = useIsAwake();
  return (
    <time dateTime={new Date(at).toISOString()} title={isAwake ? formatMoment(at) : undefined} className={className}>
      {dateFormat(isAwake ? CLOCK : { ...CLOCK, ...IN_UTC }).format(at)}
    </time>
  );
}

export function LocalDay({ at }: { at: number }) {
  const isAwake = useIsAwake();
  return <>{dateFormat(isAwake ? DAY : { ...DAY, ...IN_UTC }).format(at)}</>;
}

/** Whether two moments fall on one day of the reader's. */
export const isSameDay = (a: number, b: number): boolean => new Date(a).toDateString() === new Date(b).toDateString();
