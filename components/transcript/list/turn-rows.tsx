"use client";
import { ChevronUp } from "lucide-react";
import { memo, type ReactNode, useEffect, useState } from "react";
import { loadTurnChanges, TurnChanges } from "@/components/transcript/changes/later-changes";
import { ItemView } from "@/components/transcript/item-view";
import { MARK } from "@/components/transcript/marked";
import { QuietFold } from "@/components/transcript/quiet-fold";
import { ReadsFold } from "@/components/transcript/tools/reads-fold";
import { TurnFoot } from "@/components/transcript/turn-foot";
import { causeName } from "@/components/transcript/turn-opening";
import { cn } from "@/components/ui/cn";
import { editsOf } from "@/lib/domain/changes/change-calls";
import { isAsking } from "@/lib/domain/transcript/transcript";
import type { Turn } from "@/lib/domain/transcript/transcript-types";
import type { StepRow } from "./transcript-rows";

/** Each step draws its part of the line that all steps of a turn stand on (`spine` where a system has its own few colours). */
const SPINE = "spine bg-[position:11px_0] bg-no-repeat md:bg-[position:12px_0]";
const spines = {
  plain: "bg-[linear-gradient(var(--border-strong),var(--border-strong))]",
  running: "bg-linear-to-b from-border-strong to-running",
  waiting: "bg-linear-to-b from-border-strong from-40% to-waiting-line",
  broken: "spine-broken bg-[repeating-linear-gradient(var(--border-strong)_0_5px,transparent_5px_9px)]",
} as const;
export type Spine = keyof typeof spines;

/** The last step of a turn that goes on shows that it does. */
export function spineOf({ turn, isLast }: Pick<StepRow, "turn" | "isLast">): Spine {
  if (turn.outcome === null) return !isLast ? "plain" : isAsking(turn) ? "waiting" : "running";
  return turn.outcome === "stopped" || turn.outcome === "interrupted" ? "broken" : "plain";
}

function nameOf({ no, cause, outcome }: Turn): string {
  const who =
    cause.kind === "person" ? cause.by.name : cause.kind === "injected" ? `started by ${causeName(cause.sourceKind)}` : "unknown beginning";
  return `Turn ${no}, ${who}, ${outcome ?? "running"}`;
}

/**
 * What is on the page of one turn: what woke the agent, what it did on one line, how it ended. `above`: pixels to what stands before it.
 * It is laid out for itself: what changes in one turn is not looked for in the others.
 */
export function TurnFrame({ turn, id, above, children }: { turn: Turn; id: string; above: number; children: ReactNode }) {
  return (
    <article aria-label={nameOf(turn)} data-turn={turn.no} id={id} className="[contain:layout_style]" style={{ marginTop: above }}>
      {children}
    </article>
  );
}

type StepProps = Pick<StepRow, "step" | "isNewest" | "isLast"> & { spine: Spine; isTurnOver: boolean; isMarked: boolean };

/** One step of a turn, or some that are folded into one. Drawn again only when it changed. */
export const StepView = memo(function StepView({ step, isNewest, isLast, spine, isTurnOver, isMarked }: StepProps) {
  return (
    <div
      className={cn(
        "pl-[26px] md:pl-9",
        SPINE,
        spines[spine],
        isLast ? "spine-last bg-size-[2px_calc(100%-12px)]" : "bg-size-[2px_100%] pb-1.5",
      )}
    >
      <div data-seq={step.seq} className={cn("min-w-0 scroll-mt-4 rounded-md", isMarked && MARK)}>
        {step.type === "reads" ? <ReadsFold block={step} /> : null}
        {step.type === "quiet" ? <QuietFold block={step} /> : null}
        {step.type === "reads" || step.type === "quiet" ? null : <ItemView item={step} isTurnOver={isTurnOver} isNewest={isNewest} />}
      </div>
    </div>
  );
});

/** Where steps of a turn are missing: fetches the ones before the first that is here. */
export function EarlierSteps({ onMore }: { onMore: () => Promise<boolean> }) {
  const [isBusy, setBusy] = useState(false);
  const more = async () => {
    setBusy(true);
    await onMore();
    setBusy(false);
  };
  return (
    <div className={cn("bg-size-[2px_100%] pb-1.5 pl-[26px] md:pl-9", SPINE, spines.broken)}>
      <button
        type="button"
        aria-busy={isBusy}
        disabled={isBusy}
        onClick={() => void more()}
        className="flex min-h-8 items-center gap-1.5 rounded-md px-2 text-xs font-medium text-primary hover:bg-accent max-md:min-h-11"
      >
        <ChevronUp aria-hidden className="size-3.5" />
        Earlier steps
      </button>
    </div>
  );
}

/** What a turn changed, how it ended, and what can be done with it. */
export const TurnEnd = memo(function TurnEnd({ turn, isWhole }: { turn: Turn; isWhole: boolean }) {
  const hasEdits = editsOf(turn.items).length > 0;
  useEffect(() => {
    if (hasEdits) void loadTurnChanges();
  }, [hasEdits]);
  return (
    <div className="pb-[26px]">
      {turn.outcome !== null && hasEdits ? <TurnChanges turn={turn} /> : null}
      <TurnFoot turn={turn} isWhole={isWhole} />
    </div>
  );
});
