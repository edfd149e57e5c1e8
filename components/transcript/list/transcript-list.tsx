"use client";
import type { Virtualizer } from "@tanstack/react-virtual";
import { memo, type ReactNode, type Ref, type RefObject, Suspense, useCallback, useLayoutEffect, useMemo, useRef } from "react";
import { AsideView } from "@/components/transcript/aside-view";
import { isSameDay, LocalDay } from "@/components/transcript/local-time";
import { MARK } from "@/components/transcript/marked";
import { useScene } from "@/components/transcript/scene";
import { TurnOpening } from "@/components/transcript/turn-opening";
import { cn } from "@/components/ui/cn";
import { useIsAwake } from "@/components/ui/use-is-awake";
import { GapRow } from "./gap-row";
import { rowOfEvent, startOf, type TranscriptRow } from "./transcript-rows";
import { EarlierSteps, StepView, spineOf, TurnEnd, TurnFrame } from "./turn-rows";
import { type DrawnRows, PADDING, useRows } from "./use-rows";
import { type TranscriptHandle, useWays } from "./use-ways";

type Gap = Extract<TranscriptRow, { kind: "gap" }>;
type Props = {
  rows: readonly TranscriptRow[];
  /** What scrolls; null until the page stands. */
  box: HTMLElement | null;
  /** True: the reader is at the end, and the page keeps them there. */
  stuck: RefObject<boolean>;
  handle: Ref<TranscriptHandle>;
  /** Fetches what is missing, or a part of it; true when that is on the page. */
  onGap: (row: Gap, isAbove: boolean) => Promise<boolean>;
  /** Fetches the events before one; true when they are on the page. */
  loadBefore: (seq: number) => Promise<boolean>;
  /** The last part that was asked for could not be had. */
  hasFailed: boolean;
  /** The list takes the reader elsewhere. */
  onLeave: () => void;
  /** What is not on record yet. */
  children?: ReactNode;
};

const DayLine = ({ at }: { at: number }) => (
  <div className="mt-0.5 mb-3.5 flex items-center gap-2.5 text-xs text-muted-foreground before:flex-1 before:border-t before:border-border after:flex-1 after:border-t after:border-border">
    <LocalDay at={at} />
  </div>
);

/** What begins an entry, under its day where that is another one than above. */
const Beginning = memo(function Beginning({
  entry,
  before,
  isMarked,
}: {
  entry: Parameters<typeof startOf>[0];
  before: number | null;
  isMarked: boolean;
}) {
  const isAwake = useIsAwake();
  return (
    <>
      {isAwake && (before === null || !isSameDay(before, startOf(entry))) ? <DayLine at={startOf(entry)} /> : null}
      {entry.type === "turn" ? (
        <div data-seq={entry.seq} className={cn("rounded-lg", isMarked && MARK)}>
          <TurnOpening turn={entry} />
        </div>
      ) : (
        <AsideView aside={entry} isMarked={isMarked} />
      )}
    </>
  );
});

type Hold = (above: number, asked: () => Promise<boolean>) => Promise<boolean>;

/** Keeps the first step below a row where the reader sees it while what they asked for comes in above it; nothing is kept when it does not come. */
function useSteadyStep(rows: readonly TranscriptRow[], virtual: Virtualizer<HTMLElement, Element>): Hold {
  const held = useRef<{ seq: number; index: number; below: number } | null>(null);
  useLayoutEffect(() => {
    if (!held.current) return;
    const { seq, below } = held.current;
    const index = rowOfEvent(rows, seq);
    if (index === held.current.index) return;
    held.current = null;
    const start = virtual.measurementsCache[index]?.start;
    if (start !== undefined) virtual.scrollToOffset(start - below);
  });
  const hold: Hold = async (above, asked) => {
    const index = rows.findIndex(({ kind }, place) => place > above && kind === "step");
    const [row, start] = [rows[index], virtual.measurementsCache[index]?.start];
    const step = row?.kind === "step" && start !== undefined ? { seq: row.from, index, below: start - (virtual.scrollOffset ?? 0) } : null;
    held.current = step;
    const isThere = await asked();
    if (!isThere && held.current === step) held.current = null;
    return isThere;
  };
  return useCallback(hold, [rows, virtual]);
}

/** `above`: pixels to what stands before it on the page; `drawn` draws it, with that or another distance. */
type Part = { row: TranscriptRow; above: number; drawn: (above: number) => ReactNode };

/** Rows of one turn that follow each other stand in one frame, the first at its top: what is above that is the frame's. */
function framed(shown: readonly Part[]): ReactNode[] {
  const frames: { key: string; parts: Part[] }[] = [];
  for (const part of shown) {
    const key = "article" in part.row ? part.row.article : part.row.key;
    const last = frames.at(-1);
    if (last?.key === key) last.parts.push(part);
    else frames.push({ key, parts: [part] });
  }
  return frames.map(({ key, parts }) => {
    const last = parts.at(-1)?.row;
    return last && "article" in last ? (
      <TurnFrame key={key} turn={last.turn} id={last.article} above={parts[0]?.above ?? 0}>
        {parts.map(({ drawn, above }, place) => drawn(place === 0 ? 0 : above))}
      </TurnFrame>
    ) : (
      parts.map(({ drawn, above }) => drawn(above))
    );
  });
}

type RowsProps = Pick<Props, "box" | "onGap" | "loadBefore" | "hasFailed"> & {
  drawn: DrawnRows;
  hold: Hold;
  measure: (element: Element | null) => void;
};

/** What is on the page of the conversation: drawn again when that is to be something else, not whenever somebody scrolls. */
const Rows = memo(function Rows({ drawn, hold, measure, box, onGap, loadBefore, hasFailed }: RowsProps) {
  const { rows, items, isPrinted, onPage } = drawn;
  const { marked } = useScene();
  const markedRow = useMemo(() => (marked === null ? -1 : rowOfEvent(rows, marked)), [rows, marked]);
  const near = (row: Gap, isAbove: boolean) => {
    // Within a turn it was asked for by hand.
    if (isAbove && row.turn !== null) void hold(rows.indexOf(row), () => onGap(row, isAbove));
    else void onGap(row, isAbove);
  };
  const draw = (row: TranscriptRow, index: number): ReactNode => {
    const isMarked = index === markedRow;
    switch (row.kind) {
      case "gap":
        return <GapRow row={row} box={box} onNear={near} hasFailed={hasFailed} />;
      case "aside":
        return <Beginning entry={row.entry} before={row.before} isMarked={isMarked} />;
      case "opening":
        return <Beginning entry={row.turn} before={row.before} isMarked={isMarked} />;
      case "earlier":
        return <EarlierSteps onMore={() => hold(index, () => loadBefore(row.from))} />;
      case "step": {
        const { step, isNewest, isLast, turn } = row;
        return <StepView {...{ step, isNewest, isLast, isMarked }} spine={spineOf(row)} isTurnOver={turn.outcome !== null} />;
      }
      case "foot":
        return <TurnEnd turn={row.turn} isWhole={row.from <= row.turn.seq} />;
      default:
        return row satisfies never;
    }
  };
  const isOnlyPrinted = (index: number) => isPrinted && !onPage?.indexes.includes(index);
  const shown = items.flatMap(({ index, key, start }, place): Part[] => {
    const row = rows[index];
    if (!row) return [];
    const drawnAt = (above: number) => (
      <div key={key} ref={measure} data-index={index} className="flow-root" style={{ marginTop: above }}>
        {isOnlyPrinted(index) ? <Suspense fallback="A step that was not loaded.">{draw(row, index)}</Suspense> : draw(row, index)}
      </div>
    );
    return [{ row, above: start - (items[place - 1]?.end ?? 0), drawn: drawnAt }];
  });
  return framed(shown);
});

/** The whole conversation, oldest first, of which only what is near the view is on the page. `children` come after it. */
export function TranscriptList({ rows, box, stuck, handle, onGap, loadBefore, hasFailed, onLeave, children }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const { virtual, drawn } = useRows({ rows, box, stuck, list });
  useWays(handle, { rows, virtual, list, onLeave });
  const hold = useSteadyStep(rows, virtual);
  return (
    <div role="log" aria-live="off" aria-label="Transcript" className="mx-auto w-full max-w-(--column)">
      <div ref={list} className="flow-root" style={{ paddingBottom: drawn.total - (drawn.items.at(-1)?.end ?? PADDING) }}>
        <Rows measure={virtual.measureElement} {...{ drawn, hold, box, onGap, loadBefore, hasFailed }} />
      </div>
      {children}
    </div>
  );
}
