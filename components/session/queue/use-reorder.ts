"use client";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { beforeInGap, gapAt, gapOfKey, inOrder, withNews } from "./reorder";

type Drag = { id: string; gap: number };
type GripProps = {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: () => void;
  onPointerCancel: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
};

/** The order that comes of what was asked for: a key that is pressed again goes on from there, before the list has heard of it. */
function useComingOrder(ids: readonly string[], order: string) {
  const asked = useRef({ order: ids, underWay: 0, latest: ids });
  asked.current.latest = ids;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the order that has changed
  useEffect(() => {
    if (asked.current.underWay === 0) asked.current.order = ids;
  }, [order]);
  return {
    order: () => withNews(asked.current.order, ids),
    during: async (next: readonly string[], work: () => Promise<boolean>): Promise<boolean> => {
      const { current } = asked;
      current.order = next;
      current.underWay += 1;
      const isDone = await work();
      current.underWay -= 1;
      if (!isDone) current.order = current.latest;
      return isDone;
    },
  };
}

/** Reordering a list by a grip in each row, dragged with a pointer or moved with the arrow keys, or by what else calls `putByKey`. What is `said` has a number: the same words again are said again. */
export function useReorder(ids: readonly string[], move: (id: string, before: string | null) => Promise<boolean>) {
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const [said, setSaid] = useState({ no: 0, words: "" });
  const usedByKey = useRef<Element | null>(null);
  const order = ids.join();
  const coming = useComingOrder(ids, order);
  // A row that went out is dragged no more.
  if (drag && !ids.includes(drag.id)) setDrag(null);

  // A row that moves in the page loses its focus; what was used gets it back.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the order that has changed
  useEffect(() => {
    const used = usedByKey.current;
    usedByKey.current = null;
    if (used instanceof HTMLElement && document.activeElement === document.body) used.focus();
  }, [order]);

  const say = (words: string) => setSaid(({ no }) => ({ no: no + 1, words }));
  const put = async (id: string, gap: number, now: readonly string[] = ids) => {
    const before = beforeInGap(now, id, gap);
    if (before === undefined) return say(`It is at place ${now.indexOf(id) + 1} of ${now.length}`);
    const { activeElement } = document;
    usedByKey.current = list.current?.contains(activeElement) ? activeElement : null;
    const next = inOrder(now, id, before);
    const isMoved = await coming.during(next, () => move(id, before));
    if (isMoved) say(`Moved to place ${next.indexOf(id) + 1} of ${next.length}`);
    else usedByKey.current = null;
  };
  /** True when the key moves a row: from where the last one took it, not from where it still stands. */
  const putByKey = (id: string, key: string): boolean => {
    const now = coming.order();
    const gap = gapOfKey(key, now.indexOf(id), now.length);
    if (gap !== null) void put(id, gap, now);
    return gap !== null;
  };
  const gripProps = (id: string): GripProps => ({
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ id, gap: ids.indexOf(id) });
    },
    onPointerMove: (event) => {
      if (drag?.id !== id || !list.current) return;
      const middles = Array.from(list.current.children, (row) => {
        const { top, height } = row.getBoundingClientRect();
        return top + height / 2;
      });
      setDrag({ id, gap: gapAt(middles, event.clientY) });
    },
    onPointerUp: () => {
      if (drag?.id === id) void put(id, drag.gap);
      setDrag(null);
    },
    onPointerCancel: () => setDrag(null),
    onKeyDown: (event) => {
      const isCancelled = event.key === "Escape" && drag !== null;
      if (isCancelled) setDrag(null);
      if (isCancelled || putByKey(id, event.key)) event.preventDefault();
    },
  });
  return { list, drag, said, say, gripProps, putByKey };
}
