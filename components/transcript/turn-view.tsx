"use client";
import { ChevronUp } from "lucide-react";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { foldItems } from "@/lib/domain/tool-fold";
import { countOf } from "@/lib/domain/tool-text";
import { isAsking } from "@/lib/domain/transcript";
import type { Turn } from "@/lib/domain/transcript-types";
import { ItemView } from "./item-view";
import { isMarked, MARK } from "./marked";
import { QuietFold } from "./quiet-fold";
import { ReadsFold } from "./tools/reads-fold";
import { TurnChanges } from "./turn-changes";
import { TurnFoot } from "./turn-foot";
import { causeName, TurnOpening } from "./turn-opening";
import { useSteps } from "./use-steps";

const spines = {
  plain: "before:bg-border-strong",
  running: "before:bg-linear-to-b before:from-border-strong before:to-running",
  waiting: "before:bg-linear-to-b before:from-border-strong before:from-40% before:to-waiting-line",
  broken: "before:bg-[repeating-linear-gradient(var(--border-strong)_0_5px,transparent_5px_9px)]",
} as const;

function spineOf(turn: Turn): keyof typeof spines {
  if (turn.outcome === null) return isAsking(turn) ? "waiting" : "running";
  return turn.outcome === "stopped" || turn.outcome === "interrupted" ? "broken" : "plain";
}

function nameOf({ no, cause, outcome }: Turn): string {
  const who =
    cause.kind === "person" ? cause.by.name : cause.kind === "injected" ? `started by ${causeName(cause.sourceKind)}` : "unknown beginning";
  return `Turn ${no}, ${who}, ${outcome ?? "running"}`;
}

/** The newest tool call stands open, unless it only asks a person: then its question does. */
function openTool({ items }: Turn) {
  const newest = items.findLast((item) => item.type === "tool");
  const isQuestion = newest?.type === "tool" && items.some((item) => item.type === "question" && item.toolId === newest.toolId);
  return isQuestion ? undefined : newest;
}

type Step = ReturnType<typeof foldItems>[number];

type StepProps = { step: Step; isMarked: boolean; isTurnOver: boolean; isNewest: boolean };

const StepView = memo(function StepView({ step, isMarked, isTurnOver, isNewest }: StepProps) {
  return (
    <div data-seq={step.seq} className={cn("min-w-0 scroll-mt-4 rounded-md", isMarked && MARK)}>
      {step.type === "reads" ? <ReadsFold block={step} /> : null}
      {step.type === "quiet" ? <QuietFold block={step} /> : null}
      {step.type === "reads" || step.type === "quiet" ? null : <ItemView item={step} isTurnOver={isTurnOver} isNewest={isNewest} />}
    </div>
  );
});

type Props = {
  turn: Turn;
  /** Steps of it are not on the page yet. */
  isPartial?: boolean;
  /** Its beginning has a row of its own. */
  isRest?: boolean;
  /** The event that a link leads to, when it is one of this row's. */
  marked?: number | null;
};

/** One turn: what woke the agent, what it did on one line, how it ended. Drawn again only when it changed. */
export const TurnView = memo(function TurnView({ turn, isPartial = false, isRest = false, marked = null }: Props) {
  const newest = openTool(turn);
  const { list, shown, hidden, hasMore, showMore } = useSteps(foldItems(turn.items, newest), { no: turn.no, isPartial, marked });
  return (
    <article aria-label={nameOf(turn)} data-turn={turn.no} id={isRest ? undefined : `turn-${turn.no}`} className="pb-[26px]">
      {isRest ? null : (
        <div data-seq={turn.seq} className={cn("rounded-lg", isMarked(marked, turn.seq, turn.items[0]?.seq) && MARK)}>
          <TurnOpening turn={turn} />
        </div>
      )}
      {turn.items.length > 0 ? (
        <div
          ref={list}
          className={cn(
            "relative grid grid-cols-[minmax(0,1fr)] gap-1.5 pl-[26px] md:pl-9",
            "before:absolute before:-top-1 before:bottom-2.5 before:left-[11px] before:w-0.5 before:rounded-full md:before:left-3",
            spines[spineOf(turn)],
          )}
        >
          {hasMore ? (
            <button
              type="button"
              onClick={showMore}
              className="flex min-h-8 items-center gap-1.5 justify-self-start rounded-md px-2 text-xs font-medium text-primary hover:bg-accent max-md:min-h-11"
            >
              <ChevronUp aria-hidden className="size-3.5" />
              {hidden === 0 ? "Earlier steps" : `${isPartial ? "More than " : ""}${countOf(hidden, "earlier step")}`}
            </button>
          ) : null}
          {shown.map((step, index) => (
            <StepView
              key={step.seq}
              step={step}
              isMarked={isMarked(marked, step.seq, shown[index + 1]?.seq)}
              isTurnOver={turn.outcome !== null}
              isNewest={step === newest}
            />
          ))}
        </div>
      ) : null}
      {turn.outcome === null ? null : <TurnChanges turn={turn} />}
      <TurnFoot turn={turn} />
    </article>
  );
});
