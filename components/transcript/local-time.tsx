"use client";
import { useIsAwake } from "@/components/ui/use-is-awake";

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const utcClock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const full = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "medium" });
const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const utcDay = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });

/** Hours and minutes where the reader is; the whole date on hover. */
export function LocalTime({ at, className }: { at: number; className?: string }) {
  const isAwake = useIsAwake();
  return (
    <time dateTime={new Date(at).toISOString()} title={isAwake ? full.format(at) : undefined} className={className}>
      {(isAwake ? clock : utcClock).format(at)}
    </time>
  );
}

export function LocalDay({ at }: { at: number }) {
  const isAwake = useIsAwake();
  return <>{(isAwake ? day : utcDay).format(at)}</>;
}

/** Whether two moments fall on one day of the reader's. */
export const isSameDay = (a: number, b: number): boolean => new Date(a).toDateString() === new Date(b).toDateString();
