"use client";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { beforeInGap, gapAt, gapOfKey } from "./reorder";

type Drag = { id: string; gap: number };
type GripProps = {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: () => void;
  onPointerCancel: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
};

/** Reordering a list by a grip in each row: dragged with a pointer, or moved with the arrow keys. What is `said` has a number: the same words again are said again. */
export function useReorder(ids: readonly string[], move: (id: string, before: string | null) => Promise<boolean>) {
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const [said, setSaid] = useState({ no: 0, words: "" });
  const movedByKey = useRef<string | null>(null);
  const order = ids.join();
  // A row that went out is dragged no more.
  if (drag && !ids.includes(drag.id)) setDrag(null);

  // A row that moves in the page loses its focus; the grip that was used gets it back.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the order that has changed
  useEffect(() => {
    const id = movedByKey.current;
    movedByKey.current = null;
    if (id && document.activeElement === document.body)
      list.current?.querySelector<HTMLElement>(`[data-grip="${CSS.escape(id)}"]`)?.focus();
  }, [order]);

  const put = async (id: string, gap: number) => {
    const before = beforeInGap(ids, id, gap);
    if (before === undefined || !(await move(id, before))) {
      movedByKey.current = null;
      return;
    }
    const place = before === null ? ids.length : ids.filter((one) => one !== id).indexOf(before) + 1;
    setSaid(({ no }) => ({ no: no + 1, words: `Moved to place ${place} of ${ids.length}` }));
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
      const gap = gapOfKey(event.key, ids.indexOf(id), ids.length);
      if (gap === null && !isCancelled) return;
      event.preventDefault();
      if (gap === null) return;
      movedByKey.current = id;
      void put(id, gap);
    },
  });
  return { list, drag, said, gripProps };
}
