"use client";
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import type { OutlineTurn } from "@/lib/domain/sessions/turn-outline";
import { OutlineRow } from "./outline-row";

const ROW = 50;
/** How near to the last row one has to be for more to be asked for. */
const NEAR = 20;
const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowUp: (at) => at - 1,
  ArrowDown: (at) => at + 1,
  PageUp: (at) => at - 10,
  PageDown: (at) => at + 10,
  Home: () => 0,
  End: (_, count) => count - 1,
};

type Props = {
  turns: readonly OutlineTurn[];
  files: ReadonlyMap<number, string[]>;
  isDemo: boolean;
  /** The turn that waits for an answer, if one does. */
  asking: number | null;
  inView: number | null;
  /** The first row takes the focus, because the list was opened by a key. */
  takesFocus: boolean;
  onGo: (turn: OutlineTurn) => void;
  onInspect: (no: number) => void;
  /** The end of what is loaded is near; null: there is no more. */
  onNearEnd: (() => void) | null;
};

const noFiles: readonly string[] = [];

/** The one that takes the focus is always drawn. */
function rowsWith(active: number, range: Range): number[] {
  const indexes = defaultRangeExtractor(range);
  return indexes.includes(active) || active >= range.count ? indexes : [...indexes, active].sort((a, b) => a - b);
}

/** Where a key leads to; null: nowhere. */
function rowAfter({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, active: number, count: number): number | null {
  const step = STEPS[key];
  if (!step || ctrlKey || metaKey || altKey || count === 0) return null;
  return Math.min(count - 1, Math.max(0, step(active, count)));
}

/** The turns, newest first; only what is near the view is on the page. One of them takes the focus, the arrows take it on. */
export function OutlineList({ turns, files, isDemo, asking, inView, takesFocus, onGo, onInspect, onNearEnd }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  /** The turn that takes the focus as soon as it is drawn. */
  const wanted = useRef<number | null>(takesFocus ? (inView ?? turns[0]?.no ?? null) : null);
  const indexOf = (no: number | null) => turns.findIndex((turn) => turn.no === no);
  const active = Math.max(0, indexOf(indexOf(chosen) >= 0 ? chosen : inView));
  // The same for the same turns: another one has all of them measured again.
  const getItemKey = useCallback((index: number) => turns[index]?.no ?? index, [turns]);
  const virtual = useVirtualizer({
    count: turns.length,
    getScrollElement: () => box.current,
    getItemKey,
    estimateSize: () => ROW,
    overscan: 8,
    rangeExtractor: (range) => rowsWith(active, range),
    useFlushSync: false,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (onNearEnd && last >= turns.length - NEAR) onNearEnd();
  }, [onNearEnd, last, turns.length]);
  const place = indexOf(inView);
  useEffect(() => {
    if (place >= 0 && !box.current?.contains(document.activeElement)) virtual.scrollToIndex(place, { align: "auto" });
  }, [place, virtual]);
  useEffect(() => {
    const button = wanted.current === null ? null : box.current?.querySelector<HTMLElement>(`[data-go="${wanted.current}"]`);
    if (!button) return;
    wanted.current = null;
    button.focus();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const to = rowAfter(event, active, turns.length);
    if (to === null) return;
    event.preventDefault();
    const no = turns[to]?.no ?? null;
    wanted.current = no;
    setChosen(no);
    virtual.scrollToIndex(to, { align: "auto" });
    box.current?.querySelector<HTMLElement>(`[data-go="${no}"]`)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside take the focus; their keys bubble up to here
    <div ref={box} onKeyDown={onKeyDown} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      <ul aria-label="Turns" className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const turn = turns[index];
          return turn ? (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-setsize={onNearEnd ? -1 : turns.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)` }}
              onFocus={() => setChosen(turn.no)}
            >
              <OutlineRow
                turn={turn}
                files={files.get(turn.no) ?? noFiles}
                isDemo={isDemo}
                isAsking={turn.no === asking}
                isInView={turn.no === inView}
                isActive={index === active}
                onGo={onGo}
                onInspect={onInspect}
              />
            </li>
          ) : null;
        })}
      </ul>
    </div>
  );
}
