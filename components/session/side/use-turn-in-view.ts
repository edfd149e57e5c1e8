"use client";
import { useSyncExternalStore } from "react";
import { onTranscriptScroll, turnInView } from "@/components/session/reading/walk-turns";

function subscribe(listener: () => void): () => void {
  const stop = onTranscriptScroll(listener);
  document.addEventListener("focusin", listener);
  return () => {
    stop();
    document.removeEventListener("focusin", listener);
  };
}

/** The turn that is being read in the transcript. */
export const useTurnInView = (): number | null => useSyncExternalStore(subscribe, turnInView, () => null);
