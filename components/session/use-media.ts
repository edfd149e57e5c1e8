"use client";
import { useCallback, useSyncExternalStore } from "react";

/** A finger and nothing that hovers: the keyboard is on the screen and has no Shift+Enter, so Enter makes a line and the button sends. */
export const SOFT_KEYBOARD = "(hover: none) and (pointer: coarse)";

/** As the styles' `max-md`: a header or a row has no room for a button each. */
export const NARROW = "(max-width: 767px)";

const asked = new Map<string, MediaQueryList>();

/** One list per query: it is read at every key that is typed. */
function mediaOf(query: string): MediaQueryList {
  const media = asked.get(query) ?? matchMedia(query);
  asked.set(query, media);
  return media;
}

/** Whether a media query holds; false on the server. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = mediaOf(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => mediaOf(query).matches,
    () => false,
  );
}
