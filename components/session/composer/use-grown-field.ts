"use client";
import { type RefObject, useEffect, useLayoutEffect } from "react";

const growsByItself = (): boolean => CSS.supports("field-sizing", "content");

/** As high as its text, up to what its style allows. What stands around it does not move while it is measured: a list beside it would lose its place. */
function grow(area: HTMLTextAreaElement): void {
  const frame = area.parentElement;
  if (frame) frame.style.minHeight = `${frame.offsetHeight}px`;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
  if (frame) frame.style.minHeight = "";
}

/** A field that grows with its text also in browsers that know no `field-sizing` (Safari before 26.2). */
export function useGrownField(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the text that makes it higher
  useLayoutEffect(() => {
    if (field.current && !growsByItself()) grow(field.current);
  }, [field, text]);
  useEffect(() => {
    const area = field.current;
    if (!area?.parentElement || growsByItself()) return;
    let width = area.offsetWidth;
    const widths = new ResizeObserver(() => {
      if (area.offsetWidth === width) return;
      width = area.offsetWidth;
      requestAnimationFrame(() => grow(area)); // within its own notice it would be another one of what is observed
    });
    widths.observe(area.parentElement);
    return () => widths.disconnect();
  }, [field]);
}
