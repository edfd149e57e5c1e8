"use client";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR = 48;
/** How long after a person's hand was on wheel, keys or bar a scroll may still be theirs. */
const HAND_MS = 600;
const SCROLL_KEYS = new Set(["ArrowUp", "PageUp", "Home", "ArrowDown", "PageDown", "End", " "]);

const isAtEnd = (box: HTMLElement): boolean => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;

/** Whether a reader has scrolled away from where the page begins before its scripts were awake (`BeginAtEnd` notes their hand). */
const hasScrolled = (box: HTMLElement): boolean =>
  box.scrollTop > 0 && !isAtEnd(box) && document.documentElement.dataset.touched !== undefined;

/** When a person last did something that scrolls. */
function useHand(box: HTMLElement | null): RefObject<number> {
  const hand = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!box) return;
    const touched = () => {
      hand.current = performance.now();
    };
    const onMove = (event: PointerEvent) => event.buttons > 0 && touched();
    const onKey = ({ key, target }: KeyboardEvent) => {
      if (SCROLL_KEYS.has(key) && !(target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement)) touched();
    };
    const passive = { passive: true };
    for (const name of ["wheel", "touchmove", "pointerdown"] as const) box.addEventListener(name, touched, passive);
    window.addEventListener("pointermove", onMove, passive);
    window.addEventListener("keydown", onKey);
    return () => {
      for (const name of ["wheel", "touchmove", "pointerdown"] as const) box.removeEventListener(name, touched);
      window.removeEventListener("pointermove", onMove);
      window.removeEventListener("keydown", onKey);
    };
  }, [box]);
  return hand;
}

type Stuck = {
  /** What scrolls; null until the page stands. */
  box: HTMLElement | null;
  attach: (box: HTMLElement | null) => void;
  isStuck: boolean;
  stuck: RefObject<boolean>;
  toEnd: () => void;
  leave: () => void;
};

/**
 * Keeps a reader at the end while they read there, and leaves them alone when they have scrolled up. `atFirst`: they begin there.
 * `leave` is for what takes them elsewhere without their hand on the page.
 */
export function useStickToEnd(content: RefObject<HTMLElement | null>, atFirst: boolean): Stuck {
  const [box, setBox] = useState<HTMLElement | null>(null);
  const [isStuck, setStuck] = useState(atFirst);
  /** Where a reader was when the page awoke. */
  const wasAt = useRef<number | null>(null);
  const stuck = useRef(atFirst);
  const last = useRef({ top: 0, height: 0 });
  const hand = useHand(box);

  const set = useCallback((next: boolean) => {
    stuck.current = next;
    setStuck(next);
  }, []);
  const follow = useCallback(() => {
    if (!stuck.current || !box) return;
    box.scrollTop = box.scrollHeight;
    last.current = { top: box.scrollTop, height: box.scrollHeight };
  }, [box]);
  const toEnd = useCallback(() => {
    set(true);
    follow();
  }, [set, follow]);
  const leave = useCallback(() => set(false), [set]);

  // Before the list that is in it is told of it, which goes to the end.
  const attach = useCallback(
    (element: HTMLElement | null) => {
      if (element && hasScrolled(element)) {
        wasAt.current = element.scrollTop;
        set(false);
      }
      setBox(element);
    },
    [set],
  );
  useLayoutEffect(() => {
    if (box && wasAt.current !== null) box.scrollTop = wasAt.current;
    wasAt.current = box ? null : wasAt.current;
    follow();
  }, [box, follow]);

  useEffect(() => {
    if (!box || !content.current) return;
    const onScroll = () => {
      const { top, height } = last.current;
      const isUp = box.scrollTop < top - 2;
      last.current = { top: box.scrollTop, height: box.scrollHeight };
      // Rows that turn out higher or lower than was thought move the view too, but never while the whole stays as high as it was.
      if (performance.now() - hand.current > HAND_MS && box.scrollHeight !== height) return;
      if (isAtEnd(box)) set(true);
      else if (isUp) set(false);
    };
    const sizes = new ResizeObserver(follow);
    sizes.observe(content.current);
    sizes.observe(box);
    box.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      sizes.disconnect();
      box.removeEventListener("scroll", onScroll);
    };
  }, [box, content, follow, set, hand]);

  return { box, attach, isStuck, stuck, toEnd, leave };
}
