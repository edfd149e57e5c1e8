"use client";
import { useEffect } from "react";
import { isComposing } from "@/components/ui/forms/is-composing";
import { allCommands } from "@/components/ui/page-commands";
import { isTypedWithAlt, meaningOf, SECOND_STROKE_MS } from "./key-binding";

const TYPES_TEXT = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]";

/** Letters belong to what is typed into; a dialog keeps all keys but the palette's to itself. */
function isTaken(event: KeyboardEvent): boolean {
  const { target, ctrlKey, metaKey } = event;
  if ((ctrlKey || metaKey) && !isTypedWithAlt(event)) return false;
  const isTyping = target instanceof Element && target.closest(TYPES_TEXT) !== null;
  return isTyping || document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") !== null;
}

/** Runs the commands of the page by their keys. */
export function useCommandKeys(): void {
  useEffect(() => {
    let first: { stroke: string; at: number } | null = null;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isComposing(event) || isTaken(event)) return;
      const before = first && event.timeStamp - first.at < SECOND_STROKE_MS ? first.stroke : null;
      const meant = meaningOf(
        allCommands().filter(({ run }) => run),
        event,
        before,
      );
      first = meant.first === null ? null : { stroke: meant.first, at: event.timeStamp };
      if (!meant.command) return;
      event.preventDefault();
      meant.command.run?.();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
