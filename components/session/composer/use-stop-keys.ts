"use client";
import { useEffect, useRef, useState } from "react";
import { focusTurnAround } from "@/components/transcript/focus-turn";
import { isComposing } from "@/components/ui/forms/is-composing";

const ARMED_MS = 2_500;

/** What one writes in and is no composer. */
const OTHER_FIELD = "input, select, textarea:not([aria-label=Message])";

/** To its turn, or to the page; what a list of choices does with the key is its own. */
function leaveField(field: Element): void {
  if (field instanceof HTMLSelectElement) return;
  focusTurnAround(field);
  if (document.activeElement === field) document.getElementById("main")?.focus();
}

/** Esc twice stops; true while the second one is awaited. An Esc that closed something else, or left another field, does not count. */
export function useStopKeys(canStop: boolean, onStop: () => void): boolean {
  const [armedAt, setArmedAt] = useState<number | null>(null);
  const latest = useRef({ armedAt, onStop });
  useEffect(() => {
    latest.current = { armedAt, onStop };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return setArmedAt(null);
      // Safari marks the key that gives up a composition as 229 only.
      if (event.defaultPrevented || isComposing(event) || event.repeat) return;
      const field = event.target instanceof Element ? event.target.closest(OTHER_FIELD) : null;
      if (field) {
        leaveField(field);
        return setArmedAt(null);
      }
      if (!canStop) return;
      if (latest.current.armedAt === null) return setArmedAt(Date.now());
      setArmedAt(null);
      latest.current.onStop();
    };
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onKey);
      setArmedAt(null);
    };
  }, [canStop]);
  useEffect(() => {
    if (armedAt === null) return;
    const timer = setTimeout(() => setArmedAt(null), ARMED_MS);
    return () => clearTimeout(timer);
  }, [armedAt]);
  return armedAt !== null;
}
