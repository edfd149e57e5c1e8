"use client";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR = 48;

const isAtEnd = (box: HTMLElement): boolean => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;

/** Keeps a reader at the end while they read there, and leaves them alone when they have scrolled up. */
export function useStickToEnd(
  box: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
): { isStuck: boolean; toEnd: () => void } {
  const [isStuck, setStuck] = useState(true);
  const stuck = useRef(true);
  const last = useRef(0);

  const toEnd = useCallback(() => {
    stuck.current = true;
    setStuck(true);
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [box]);

  useLayoutEffect(toEnd, [toEnd]);

  useEffect(() => {
    const element = box.current;
    if (!element || !content.current) return;
    const onScroll = () => {
      const isUp = element.scrollTop < last.current - 2;
      last.current = element.scrollTop;
      if (isAtEnd(element)) stuck.current = true;
      else if (isUp) stuck.current = false;
      setStuck(stuck.current);
    };
    const follow = new ResizeObserver(() => {
      if (stuck.current) element.scrollTop = element.scrollHeight;
    });
    follow.observe(content.current);
    follow.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      follow.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, [box, content]);

  return { isStuck, toEnd };
}
