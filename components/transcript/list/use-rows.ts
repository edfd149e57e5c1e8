"use client";
import { elementScroll, type Range, useVirtualizer, type VirtualItem, type Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useDeferredValue, useEffect, useLayoutEffect, useMemo, useReducer, useRef } from "react";
import { rowHeight } from "./row-height";
import { askingRows, type OnPage, rowsOnPage } from "./rows-on-page";
import type { TranscriptRow } from "./transcript-rows";
import { useIsPrinted } from "./use-is-printed";

/** Above the first row, in pixels. */
export const PADDING = 16;
/** What is drawn before the size of the window is known. */
const FIRST_RECT = { width: 820, height: 1_000 };

/** `total`: pixels of all rows. `isPrinted`: all of them are drawn, for paper; `onPage` are then those that would be without it. */
export type DrawnRows = {
  rows: readonly TranscriptRow[];
  items: readonly VirtualItem[];
  total: number;
  onPage: OnPage | null;
  isPrinted: boolean;
};

type Given = {
  rows: readonly TranscriptRow[];
  box: HTMLElement | null;
  stuck: RefObject<boolean>;
  list: RefObject<HTMLElement | null>;
};

const has = (items: readonly VirtualItem[], index: number): boolean => items.some((item) => item.index === index);

/**
 * The rows that stand on the page. What is in the view is drawn at once, what comes around it when a frame has time for it, a few rows at a time:
 * a row takes longer to draw than a frame may, and nobody sees it yet.
 */
export function useRows({ rows, box, stuck, list }: Given): { virtual: Virtualizer<HTMLElement, Element>; drawn: DrawnRows } {
  const asking = useMemo(() => askingRows(rows), [rows]);
  const isPrinted = useIsPrinted();
  const [part, nextPart] = useReducer((count: number) => count + 1, 0);
  const onPage = useRef<OnPage | null>(null);
  const before = useRef<OnPage["around"] | null>(null);
  const rangeExtractor = useCallback(
    (range: Range) => {
      // Asked again for each part.
      void part;
      if (isPrinted) return [...rows.keys()];
      onPage.current = rowsOnPage(range, { rows, asking, list: list.current, before: before.current });
      return onPage.current.indexes;
    },
    [rows, list, asking, isPrinted, part],
  );
  // The same for the same rows: with another one the list would measure all of its rows again, each time somebody scrolls.
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const virtual = useVirtualizer<HTMLElement, Element>({
    count: rows.length,
    getScrollElement: () => box,
    getItemKey,
    estimateSize: (index) => rowHeight(rows[index]),
    rangeExtractor,
    paddingStart: PADDING,
    anchorTo: "end",
    // Whether the reader is at the end is the page's to say: it knows their hand.
    scrollEndThreshold: Number.NEGATIVE_INFINITY,
    // What rows turn out to be moves nobody who is at the end: a correction that had no room then is made later, and would lead away from it.
    scrollToFn: (offset, options, list) => {
      if (stuck.current && box) box.scrollTop = box.scrollHeight;
      else elementScroll(offset, options, list);
    },
    initialRect: FIRST_RECT,
    initialOffset: () => Math.max(0, rows.reduce((sum, row) => sum + rowHeight(row), PADDING) - FIRST_RECT.height),
    useFlushSync: false,
  });
  const items = virtual.getVirtualItems();
  const total = virtual.getTotalSize();
  // Another only when there is something else to draw: each is drawn when there is time.
  const now = useMemo((): DrawnRows => ({ rows, items, total, onPage: onPage.current, isPrinted }), [rows, items, total, isPrinted]);
  const later = useDeferredValue(now);
  const { startIndex, endIndex } = virtual.range ?? { startIndex: 0, endIndex: -1 };
  const isEnough =
    later.rows === rows && !isPrinted && (endIndex < startIndex || (has(later.items, startIndex) && has(later.items, endIndex)));
  const drawn = isEnough ? later : now;
  useLayoutEffect(() => {
    before.current = drawn.onPage?.around ?? null;
  }, [drawn]);
  // What comes next waits until this is drawn.
  const unfinished = drawn.items === items && drawn.onPage?.isMore ? drawn.onPage : null;
  useEffect(() => {
    if (!unfinished) return;
    const frame = requestAnimationFrame(nextPart);
    return () => cancelAnimationFrame(frame);
  }, [unfinished]);
  return { virtual, drawn };
}
