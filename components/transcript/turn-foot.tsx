"use client";
import { Braces, Check, CircleDashed, type LucideIcon, Square, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { formatDuration, formatTokens } from "@/components/ui/format";
import { Pill } from "@/components/ui/pill";
import { sessionStateLooks } from "@/components/ui/session-state-words";
import type { TurnOutcome } from "@/lib/domain/sessions/turn-outcomes";
import type { Usage } from "@/lib/domain/sessions/usage";
import type { Turn } from "@/lib/domain/transcript/transcript-types";
import { CopyLink } from "./copy-link";
import { useScene } from "./scene";
import { soFarWords } from "./so-far";
import { answerOf, hasAnswer } from "./turn-answer";
import { TurnCost } from "./turn-cost";

const icons: Readonly<Record<TurnOutcome, LucideIcon>> = {
  answered: Check,
  failed: TriangleAlert,
  stopped: Square,
  interrupted: CircleDashed,
};

/** How much of what was read came from the provider's cache. */
const cacheShare = ({ input, cacheRead }: Usage): number | null =>
  cacheRead > 0 && input + cacheRead > 0 ? Math.round((100 * cacheRead) / Math.max(input + cacheRead, cacheRead)) : null;

/** How it ended, what it cost, how long it took. */
function Outcome({ turn, outcome }: { turn: Turn; outcome: TurnOutcome }) {
  const { isDemo } = useScene();
  const Icon = icons[outcome];
  const { tone, words } = sessionStateLooks[outcome];
  const { usage } = turn;
  const cached = usage && cacheShare(usage);
  return (
    <>
      <Pill tone={tone}>
        <Icon aria-hidden className={outcome === "stopped" ? "fill-current" : undefined} />
        {words}
      </Pill>
      {turn.stoppedBy ? <span>by {turn.stoppedBy.name}</span> : null}
      <TurnCost cost={usage} isDemo={isDemo} />
      {usage && usage.input + usage.output > 0 ? (
        <span>
          {formatTokens(usage.input)} in · {formatTokens(usage.output)} out
        </span>
      ) : null}
      {cached === null ? null : <span>cache {cached} %</span>}
      {turn.endedAt === null ? null : <span>{formatDuration(turn.endedAt - turn.startedAt)}</span>}
    </>
  );
}

/** The foot of a turn: its end, or what it has done so far, and what can be done with it. `isWhole`: all of its steps are here. */
export function TurnFoot({ turn, isWhole }: { turn: Turn; isWhole: boolean }) {
  const { inspectTurn, loadEvent } = useScene();
  const { outcome } = turn;
  return (
    <footer className="flex flex-wrap items-center gap-x-3.5 gap-y-1 pt-1.5 pl-[26px] text-xs leading-[18px] text-muted-foreground tabular-nums md:pl-9">
      {outcome === null ? <span>{soFarWords(turn, isWhole)}</span> : <Outcome turn={turn} outcome={outcome} />}
      <span className="ml-auto flex items-center gap-1 pointer-coarse:gap-4">
        <Button variant="ghost" size="icon-sm" aria-label="Inspect turn" title="Inspect turn" onClick={() => inspectTurn(turn.no)}>
          <Braces aria-hidden />
        </Button>
        <CopyLink seq={turn.seq} label="Copy link to this turn" />
        {outcome !== null && hasAnswer(turn) ? <CopyButton text={() => answerOf(turn, loadEvent)} label="Copy answer" /> : null}
      </span>
    </footer>
  );
}
