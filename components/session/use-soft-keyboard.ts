"use client";
import { useSyncExternalStore } from "react";

/** A finger and nothing that hovers: the keyboard is on the screen and has no Shift+Enter. */
const SOFT = "(hover: none) and (pointer: coarse)";

function subscribe(onChange: () => void): () => void {
  const media = matchMedia(SOFT);
  media.addEventListener("change", onChange);
  return () => media.removeEventListener("change", onChange);
}

/** True where Enter should make a line, because nothing else can, and the button sends. */
export const useSoftKeyboard = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => matchMedia(SOFT).matches,
    () => false,
  );
