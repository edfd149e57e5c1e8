"use client";
import { Braces } from "lucide-react";
import { memo } from "react";
import { LocalTime } from "@/components/transcript/local-time";
import { costWordOf, hasAmount } from "@/components/transcript/turn-cost";
import { causeName } from "@/components/transcript/turn-opening";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { formatDuration, formatUsd } from "@/components/ui/format";
import { StateDot } from "@/components/ui/state-dot";
import { Tag } from "@/components/ui/tag";
import { costWords } from "@/lib/domain/sessions/cost-words";
import type { OutlineTurn } from "@/lib/domain/sessions/turn-outline";
import { countOf } from "@/lib/domain/text/count-of";
import { visibleText } from "@/lib/domain/text/visible-text";
import { shortNames } from "./outline";

/** The amount, or the word that stands for it; nothing while the turn runs. */
function Cost({ turn: { cost, state }, isDemo }: { turn: OutlineTurn; isDemo: boolean }) {
  if (state === "open") return null;
  const word = costWordOf(cost && { costNano: cost.nano, provenance: cost.provenance }, isDemo);
  if (cost && hasAmount(word)) return <span className="font-semibold text-cost">{formatUsd(cost.nano)}</span>;
  return <span title={word ? costWords[word].means : undefined}>{word && costWords[word].word}</span>;
}

/** As many of the files as a row has room for. */
const NAMED = 2;

function Facts({ turn, files }: { turn: OutlineTurn; files: readonly string[] }) {
  const { cause, who, durationMs, tools, failures, edits, startedAt } = turn;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs text-muted-foreground tabular-nums">
      <span className="max-w-40 truncate">{cause === "person" ? who || "somebody" : causeName(cause)}</span>
      <LocalTime at={startedAt} />
      {durationMs === null ? null : <span>{formatDuration(durationMs)}</span>}
      {tools > 0 ? <span>{countOf(tools, "tool")}</span> : null}
      {failures > 0 ? <Tag tone="failed">{failures} failed</Tag> : null}
      {edits > 0 ? <span>{countOf(edits, "edit")}</span> : null}
      {files.length > 0 ? (
        <span className="min-w-0 truncate font-mono" title={visibleText(files.join("\n"))}>
          {visibleText(shortNames(files, NAMED).join(", "))}
          {files.length > NAMED ? ` +${files.length - NAMED}` : ""}
        </span>
      ) : null}
    </span>
  );
}

type Props = {
  turn: OutlineTurn;
  files: readonly string[];
  isDemo: boolean;
  /** It waits for an answer. */
  isAsking: boolean;
  /** It is being read. */
  isInView: boolean;
  /** The one of the list that Tab reaches. */
  isActive: boolean;
  onGo: (turn: OutlineTurn) => void;
  onInspect: (no: number) => void;
};

/** A turn in two lines: what it was about, and how it went. */
export const OutlineRow = memo(function OutlineRow({ turn, files, isDemo, isAsking, isInView, isActive, onGo, onInspect }: Props) {
  const tabIndex = isActive ? 0 : -1;
  return (
    <div
      className={cn(
        "flex items-start border-b border-l-2 border-l-transparent forced-colors:border-l-0",
        isInView && "border-l-primary bg-primary-soft",
      )}
    >
      <button
        type="button"
        data-go={turn.no}
        tabIndex={tabIndex}
        aria-current={isInView ? "true" : undefined}
        onClick={() => onGo(turn)}
        className="flex min-h-11 min-w-0 flex-1 items-start gap-2 py-1.5 pr-2 pl-2.5 text-left outline-offset-[-2px] hover:bg-accent/60"
      >
        <StateDot state={turn.state === "open" ? (isAsking ? "waiting" : "running") : turn.state} className="mt-1" />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className="shrink-0 text-xs text-muted-foreground tabular-nums">
              <span className="sr-only">Turn </span>
              {turn.no}
            </span>
            <span className="min-w-0 flex-1 truncate" title={visibleText(turn.opening)}>
              {visibleText(turn.opening) || <i className="text-muted-foreground">no words</i>}
            </span>
            <span className="shrink-0 text-xs text-muted-foreground tabular-nums">
              <Cost turn={turn} isDemo={isDemo} />
            </span>
          </span>
          <Facts turn={turn} files={files} />
        </span>
      </button>
      <Button
        variant="ghost"
        size="icon"
        tabIndex={tabIndex}
        aria-label={`Inspect turn ${turn.no}`}
        title="Its events"
        onClick={() => onInspect(turn.no)}
        className="mt-1 mr-1 touch:size-11"
      >
        <Braces aria-hidden />
      </Button>
    </div>
  );
});
