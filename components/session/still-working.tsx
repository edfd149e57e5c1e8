"use client";
import { useNow } from "@/components/transcript/use-now";
import { formatDuration } from "@/components/ui/format";
import { StateDot } from "@/components/ui/state-dot";
import type { Turn } from "@/lib/domain/transcript-types";
import { workWords } from "./work-words";

type Props = { turn: Turn | null; canAnswer: boolean; ownerName: string; idleWords: string };

/** The line above the composer: what the agent is busy with, and for how long. Its place is kept while nothing runs. */
export function StillWorking({ turn, canAnswer, ownerName, idleWords }: Props) {
  const now = useNow(turn !== null);
  if (!turn) return <p className="flex h-[34px] min-w-0 items-center text-xs text-muted-foreground">{idleWords}</p>;
  const { words, subject, isWaiting } = workWords(turn, canAnswer, ownerName);
  const seconds = now === null ? 0 : Math.floor(Math.max(0, now - turn.startedAt) / 1_000);
  const since = seconds > 0 ? formatDuration(seconds * 1_000) : "";
  const isMine = isWaiting && canAnswer;
  return (
    <p className="flex h-[34px] min-w-0 items-center gap-2 text-xs text-muted-foreground">
      <StateDot state={isMine ? "waiting" : "running"} label={false} />
      {isWaiting ? (
        <>
          <span className="font-medium whitespace-nowrap text-foreground">{words}</span>
          {since ? <span className="tabular-nums">· {since}</span> : null}
        </>
      ) : (
        <>
          <span className="font-medium whitespace-nowrap text-foreground">Still working{since ? "," : ""}</span>
          <span className="min-w-0 truncate tabular-nums">
            {since ? `${since}: ` : ""}
            {words} {subject ? <code className="font-mono">{subject}</code> : null}
          </span>
        </>
      )}
      <span className="ml-auto pl-2 whitespace-nowrap max-md:hidden">this turn so far: not reported yet</span>
    </p>
  );
}
