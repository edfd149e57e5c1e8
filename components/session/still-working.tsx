"use client";
import { OctagonX } from "lucide-react";
import { useState } from "react";
import { useNow } from "@/components/transcript/use-now";
import { Button } from "@/components/ui/button";
import { formatDuration } from "@/components/ui/format";
import { StateDot } from "@/components/ui/state-dot";
import type { Turn } from "@/lib/domain/transcript/transcript-types";
import { type WorkWords, workWords } from "./work-words";

type Props = {
  turn: Turn | null;
  canAnswer: boolean;
  /** Who alone may answer; null: the project's developers may. */
  ownerName: string | null;
  idleWords: string;
  /** Ends the commands that run, and not the turn; null where this viewer may not. */
  onEndCommands: (() => Promise<void>) | null;
};

function Words({ work, since }: { work: WorkWords; since: string }) {
  const { words, subject, more, isWaiting } = work;
  if (isWaiting) {
    return (
      <>
        <span className="font-medium whitespace-nowrap text-foreground">{words}</span>
        {since ? <span className="-ml-1 tabular-nums">· {since}</span> : null}
      </>
    );
  }
  return (
    <>
      <span className="font-medium whitespace-nowrap text-foreground">Still working</span>
      <span className="-ml-1 min-w-0 truncate tabular-nums" title={subject || undefined}>
        {since ? `· ${since} ` : ""}· {words} {subject ? <code className="font-mono">{subject}</code> : null}
        {more > 0 ? ` and ${more} more` : ""}
      </span>
    </>
  );
}

/** The line above the composer: what the agent is busy with, and for how long. Its place is kept while nothing runs. */
export function StillWorking({ turn, canAnswer, ownerName, idleWords, onEndCommands }: Props) {
  const now = useNow(turn !== null);
  const [isEnding, setEnding] = useState(false);
  if (!turn) return <p className="flex h-[34px] min-w-0 items-center text-xs text-muted-foreground">{idleWords}</p>;
  const work = workWords(turn, canAnswer, ownerName);
  const seconds = now === null ? 0 : Math.floor(Math.max(0, now - turn.startedAt) / 1_000);
  const end = async () => {
    setEnding(true);
    await onEndCommands?.();
    setEnding(false);
  };
  return (
    <div className="flex h-[34px] min-w-0 items-center gap-2 text-xs text-muted-foreground">
      <StateDot state={work.isWaiting ? "waiting" : "running"} label={false} />
      <Words work={work} since={seconds > 0 ? formatDuration(seconds * 1_000) : ""} />
      {work.isCommand && onEndCommands ? (
        <Button size="sm" variant="ghost" isBusy={isEnding} title="Ends the running commands; the turn goes on" onClick={() => void end()}>
          <OctagonX aria-hidden />
          End command
        </Button>
      ) : null}
      <span className="ml-auto pl-2 whitespace-nowrap max-md:hidden">this turn so far: not reported yet</span>
    </div>
  );
}
