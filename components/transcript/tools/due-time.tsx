"use client";
import { useNow } from "@/components/transcript/use-now";
import { formatDuration } from "@/components/ui/format";
import { dateFormat } from "@/components/ui/intl-formats";
import { useIsAwake } from "@/components/ui/use-is-awake";

const DAY = 86_400_000;
const CLOCK = { hour: "2-digit", minute: "2-digit" } as const;
const DATED = { day: "numeric", month: "short", year: "numeric", ...CLOCK } as const;
const WHOLE = { dateStyle: "full", timeStyle: "long" } as const;
const IN_UTC = { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" } as const;

const leftOf = (ms: number): string => (ms < 60_000 ? formatDuration(Math.max(1, Math.round(ms / 1_000)) * 1_000) : formatDuration(ms));

/** When something is due where the reader is, and how long that is; the whole date with its zone on hover. */
export function DueTime({ at, isWaiting }: { at: number; isWaiting: boolean }) {
  const isAwake = useIsAwake();
  const now = useNow(isWaiting);
  if (!isAwake) return <time dateTime={new Date(at).toISOString()}>{dateFormat(IN_UTC).format(at)} UTC</time>;
  const isNear = Math.abs(at - (now ?? at)) < DAY && new Date(at).toDateString() === new Date(now ?? at).toDateString();
  return (
    <>
      <time dateTime={new Date(at).toISOString()} title={dateFormat(WHOLE).format(at)} className="tabular-nums">
        {dateFormat(isNear ? CLOCK : DATED).format(at)}
      </time>
      {isWaiting && now !== null ? (
        <span className="whitespace-nowrap text-muted-foreground tabular-nums"> · {at > now ? `in ${leftOf(at - now)}` : "due"}</span>
      ) : null}
    </>
  );
}
