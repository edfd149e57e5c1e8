import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { foldItems } from "@/lib/domain/tool-fold";
import type { Turn } from "@/lib/domain/transcript-types";
import { ItemView } from "./item-view";
import { QuietFold } from "./quiet-fold";
import { ReadsFold } from "./tools/reads-fold";
import { TurnFoot } from "./turn-foot";
import { causeName, TurnOpening } from "./turn-opening";

const spines = {
  plain: "before:bg-border-strong",
  running: "before:bg-linear-to-b before:from-border-strong before:to-running",
  waiting: "before:bg-linear-to-b before:from-border-strong before:from-40% before:to-waiting-line",
  broken: "before:bg-[repeating-linear-gradient(var(--border-strong)_0_5px,transparent_5px_9px)]",
} as const;

const isWaiting = (turn: Turn): boolean => turn.items.some((item) => item.type === "question" && item.state.kind === "open");

function spineOf(turn: Turn): keyof typeof spines {
  if (turn.outcome === null) return isWaiting(turn) ? "waiting" : "running";
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

/** One turn: what woke the agent, what it did on one line, how it ended. Drawn again only when it changed. */
export const TurnView = memo(function TurnView({ turn }: { turn: Turn }) {
  const newestTool = openTool(turn);
  return (
    <article
      aria-label={nameOf(turn)}
      id={`turn-${turn.no}`}
      className="mb-[26px] [contain-intrinsic-size:auto_320px] [content-visibility:auto]"
    >
      <TurnOpening turn={turn} />
      {turn.items.length > 0 ? (
        <div
          className={cn(
            "relative grid grid-cols-[minmax(0,1fr)] gap-1.5 pl-[26px] md:pl-9",
            "before:absolute before:-top-1 before:bottom-2.5 before:left-[11px] before:w-0.5 before:rounded-full md:before:left-3",
            spines[spineOf(turn)],
          )}
        >
          {foldItems(turn.items, newestTool).map((item) => {
            if (item.type === "reads") return <ReadsFold key={item.seq} block={item} />;
            if (item.type === "quiet") return <QuietFold key={item.seq} block={item} />;
            return <ItemView key={item.seq} item={item} isTurnOver={turn.outcome !== null} isNewest={item === newestTool} />;
          })}
        </div>
      ) : null}
      <TurnFoot turn={turn} />
    </article>
  );
});
