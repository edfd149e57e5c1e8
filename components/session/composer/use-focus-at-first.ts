"use client";
import { type RefObject, useEffect } from "react";
import { SOFT_KEYBOARD } from "@/components/session/use-media";

/** Puts the focus there when the page opens, where that covers nothing with a keyboard and takes it from nobody. */
export function useFocusAtFirst(field: RefObject<HTMLElement | null>, isFirst: boolean): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only as the page was when it opened
  useEffect(() => {
    if (isFirst && document.activeElement === document.body && !matchMedia(SOFT_KEYBOARD).matches) field.current?.focus();
  }, []);
}
