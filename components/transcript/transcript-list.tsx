"use client";
import { type Range, useVirtualizer } from "@tanstack/react-virtual";
import { memo, type ReactNode, type Ref, type RefObject, useCallback, useImperativeHandle, useMemo, useRef } from "react";
import { useIsAwake } from "@/components/ui/use-is-awake";
import { isAsking } from "@/lib/domain/transcript";
import { AsideView } from "./aside-view";
import { GapRow } from "./gap-row";
import { isSameDay, LocalDay } from "./local-time";
import { useScene } from "./scene";
import { estimateRow, rowOfEvent, startOf, type TranscriptRow, turnKey } from "./transcript-rows";
import { TurnView } from "./turn-view";
import { GrowProvider } from "./use-steps";

/** Where a reader is: the row at the top of what they see, and how far into it. */
export type ReadingPlace = { seq: number; offset: number };

export type TranscriptHandle = {
  /** Brings the row of an event into view, `offset` pixels below its top; false when it is not on the page. */
  showEvent: (seq: number, offset?: number) => boolean;
  /** Brings a turn, or the one `step` turns on, into view and gives it the focus; false when there is none on the page. */
  focusTurn: (no: number, step?: 1 | -1) => boolean;
  place: () => ReadingPlace | null;
};

type Props = {
  rows: readonly TranscriptRow[];
  /** What scrolls; null until the page stands. */
  box: HTMLElement | null;
  handle: Ref<TranscriptHandle>;
  onGap: (row: Extract<TranscriptRow, { kind: "gap" }>, isAbove: boolean) => void;
  /** The last part that was asked for could not be had. */
  hasFailed: boolean;
  /** The list takes the reader elsewhere. */
  onLeave: () => void;
  /** What is not on record yet. */
  children?: ReactNode;
};

/** Above the first row, in pixels. */
const PADDING = 16;
/** What is drawn before the size of the window is known. */
const FIRST_RECT = { width: 820, height: 1_000 };

const DayLine = ({ at }: { at: number }) => (
  <div className="mt-0.5 mb-3.5 flex items-center gap-2.5 text-xs text-muted-foreground before:flex-1 before:border-t before:border-border after:flex-1 after:border-t after:border-border">
    <LocalDay at={at} />
  </div>
);

const EntryRow = memo(function EntryRow({
  entry,
  before,
  isRest,
  isPartial,
  marked,
}: Omit<Entry, "kind" | "key" | "from"> & { isPartial: boolean; marked: number | null }) {
  const isAwake = useIsAwake();
  return (
    <>
      {isAwake && (before === null || !isSameDay(before, startOf(entry))) ? <DayLine at={startOf(entry)} /> : null}
      {entry.type === "turn" ? (
        <TurnView turn={entry} isRest={isRest} isPartial={isPartial} marked={marked} />
      ) : (
        <AsideView aside={entry} isMarked={marked !== null} />
      )}
    </>
  );
});
type Entry = Extract<TranscriptRow, { kind: "entry" }>;

/**
 * The rows that hold the focus or an end of what is selected: they stay on the page wherever it is scrolled to. Who writes selects nothing here, and
 * to ask for the selection would have the page laid out at once.
 */
function heldRows(list: HTMLElement | null): number[] {
  if (!list) return [];
  const focus = document.activeElement;
  const selection = focus instanceof HTMLTextAreaElement ? null : document.getSelection();
  const ends = [focus, ...(selection?.isCollapsed === false ? [selection.anchorNode, selection.focusNode] : [])];
  return ends.flatMap((end) => {
    const row = end && list.contains(end) ? (end instanceof Element ? end : end.parentElement)?.closest("[data-index]") : null;
    return row instanceof HTMLElement ? [Number(row.dataset.index)] : [];
  });
}

/** Rows with a question that waits, which are among the last: an answer that is being written must not go when one looks something up above. */
const askingRows = (rows: readonly TranscriptRow[]): number[] =>
  rows.flatMap((row, index) => (index >= rows.length - 3 && row.kind === "entry" && isAsking(row.entry) ? [index] : []));

/** How far around the view rows stand on the page too, in pixels: what a reader scrolls to next, or looks for with the browser. */
const AROUND = 1_200;

/** A gap stands on the page only when the view is near it: there it is asked for. */
const hasRoom = (row: TranscriptRow | undefined, left: number): boolean => left > (row?.kind === "gap" ? AROUND / 2 : 0);

/** The rows in the view and around it. */
function rowsAround(rows: readonly TranscriptRow[], { startIndex, endIndex }: Range): number[] {
  let [from, to] = [startIndex, endIndex];
  for (let left = AROUND; from > 0 && hasRoom(rows[from - 1], left); from -= 1) left -= estimateRow(rows[from - 1]);
  for (let left = AROUND; to < rows.length - 1 && hasRoom(rows[to + 1], left); to += 1) left -= estimateRow(rows[to + 1]);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function useRows({ rows, box }: Pick<Props, "rows" | "box">, list: RefObject<HTMLElement | null>) {
  const asking = useMemo(() => askingRows(rows), [rows]);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const held = heldRows(list.current).filter((index) => index < range.count);
      return [...new Set([...rowsAround(rows, range), ...held, ...asking])].sort((a, b) => a - b);
    },
    [rows, list, asking],
  );
  return useVirtualizer({
    count: rows.length,
    getScrollElement: () => box,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: (index) => estimateRow(rows[index]),
    rangeExtractor,
    paddingStart: PADDING,
    anchorTo: "end",
    // Whether the reader is at the end is the page's to say: it knows their hand.
    scrollEndThreshold: Number.NEGATIVE_INFINITY,
    initialRect: FIRST_RECT,
    initialOffset: () => Math.max(0, rows.reduce((sum, row) => sum + estimateRow(row), PADDING) - FIRST_RECT.height),
    useFlushSync: false,
  });
}

const isTurn = (row: TranscriptRow): boolean => row.kind === "entry" && row.entry.type === "turn";

/** The row of a turn, or of the next or last one beside it; -1: none. */
function turnAt(rows: readonly TranscriptRow[], no: number, step?: 1 | -1): number {
  const index = rows.findIndex(({ key }) => key === turnKey(no));
  if (!step || index < 0) return index;
  return step === 1 ? rows.findIndex((row, place) => place > index && isTurn(row)) : rows.slice(0, index).findLastIndex(isTurn);
}

/** Scrolls to a row, and again until it is drawn where it belongs: what lies before it is measured on the way. */
function whenDrawn(find: () => HTMLElement | null | undefined, then: (element: HTMLElement) => void, tries = 30): void {
  const element = find();
  if (element) then(element);
  else if (tries > 0) requestAnimationFrame(() => whenDrawn(find, then, tries - 1));
}

/** Scrolls, and again once what stands above was measured. */
function again(scroll: () => void, times = 10): void {
  scroll();
  if (times > 0) requestAnimationFrame(() => again(scroll, times - 1));
}

/** The whole conversation, oldest first, of which only what is near the view is on the page. `children` come after it. */
export function TranscriptList({ rows, box, handle, onGap, hasFailed, onLeave, children }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const virtual = useRows({ rows, box }, list);
  const grow = useCallback(
    (inside: HTMLElement, by: number) => {
      const row = inside.closest<HTMLElement>("[data-index]");
      if (!row || !box) return;
      // Its size first: the list must not take what we scroll for a reader who has passed the row.
      virtual.resizeItem(Number(row.dataset.index), row.offsetHeight);
      box.scrollTop += by;
    },
    [virtual, box],
  );
  const { marked } = useScene();
  const markedRow = useMemo(() => (marked === null ? -1 : rowOfEvent(rows, marked)), [rows, marked]);
  const rowAt = (index: number) => list.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);

  useImperativeHandle(handle, () => ({
    showEvent: (seq, offset) => {
      const index = rowOfEvent(rows, seq);
      if (index < 0) return false;
      onLeave();
      virtual.scrollToIndex(index, { align: "start" });
      whenDrawn(
        () => rowAt(index),
        (row) => {
          if (offset !== undefined) {
            again(() => virtual.scrollToOffset((virtual.getOffsetForIndex(index, "start")?.[0] ?? 0) + offset));
            return;
          }
          virtual.cancelScroll();
          const step = [...row.querySelectorAll<HTMLElement>("[data-seq]")].findLast((element) => Number(element.dataset.seq) <= seq);
          again(() => (step ?? row).isConnected && (step ?? row).scrollIntoView({ block: step ? "center" : "start" }));
        },
      );
      return true;
    },
    focusTurn: (no, step) => {
      const index = turnAt(rows, no, step);
      if (index < 0) return false;
      onLeave();
      virtual.scrollToIndex(index, { align: "start" });
      whenDrawn(
        () => rowAt(index)?.querySelector<HTMLElement>("article"),
        (turn) => {
          turn.tabIndex = -1;
          turn.focus({ preventScroll: true });
          turn.scrollIntoView({ block: "start" });
        },
      );
      return true;
    },
    place: () => {
      const top = virtual.scrollOffset ?? 0;
      const item = virtual.getVirtualItemForOffset(top);
      const row = item && rows[item.index];
      if (!item || row?.kind !== "entry") return null;
      return { seq: row.from, offset: Math.round(top - item.start) };
    },
  }));

  const items = virtual.getVirtualItems();
  const last = items.at(-1);
  return (
    <div role="log" aria-live="off" aria-label="Transcript" className="mx-auto w-full max-w-(--column)">
      <GrowProvider value={grow}>
        <div ref={list} className="flow-root" style={{ paddingBottom: virtual.getTotalSize() - (last?.end ?? PADDING) }}>
          {items.map(({ index, key, start }, place) => {
            const row = rows[index];
            if (!row) return null;
            const above = rows[index - 1];
            return (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                className="flow-root"
                style={{ marginTop: start - (items[place - 1]?.end ?? 0) }}
              >
                {row.kind === "gap" ? (
                  <GapRow row={row} box={box} onNear={onGap} hasFailed={hasFailed} />
                ) : (
                  <EntryRow
                    entry={row.entry}
                    before={row.before}
                    isRest={row.isRest}
                    isPartial={above?.kind === "gap" && above.turn !== null}
                    marked={index === markedRow ? marked : null}
                  />
                )}
              </div>
            );
          })}
        </div>
      </GrowProvider>
      {children}
    </div>
  );
}
