"use client";
import { useEffect, useState } from "react";
import { isComposing } from "@/components/ui/forms/is-composing";
import { isTypedWithAlt } from "./key-binding";

const isField = (element: EventTarget | null): boolean => element instanceof Element && element.matches("[cmdk-input]");

/**
 * The palette's text, which begins with what is typed before the palette is there: those keys are no letters of what has the focus, and no
 * commands of the page. Escape gives it up; what Enter would choose is not there yet.
 */
export function useEarlyKeys(isOpened: boolean, onClose: () => void) {
  const [text, setText] = useState("");
  useEffect(() => {
    if (!isOpened) return;
    const ended = new AbortController();
    const { signal } = ended;
    const onKeyDown = (event: KeyboardEvent) => {
      const { key } = event;
      const isLetter = [...key].length === 1;
      if (isComposing(event) || ((event.ctrlKey || event.metaKey) && !isTypedWithAlt(event))) return;
      if (!isLetter && !["Backspace", "Enter", "Escape"].includes(key)) return;
      event.preventDefault();
      event.stopPropagation();
      if (isLetter) setText((before) => before + key);
      else if (key === "Backspace") setText((before) => [...before].slice(0, -1).join(""));
      else if (key === "Escape") onClose();
    };
    if (!isField(document.activeElement)) {
      window.addEventListener("keydown", onKeyDown, { capture: true, signal });
      window.addEventListener("focusin", ({ target }) => isField(target) && ended.abort(), { signal });
    }
    return () => {
      ended.abort();
      setText("");
    };
  }, [isOpened, onClose]);
  return [text, setText] as const;
}
