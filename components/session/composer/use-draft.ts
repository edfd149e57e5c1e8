"use client";
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type KeptDraft, keptDraft } from "./kept-draft";

/** A long text is not written down anew at every key. */
const KEPT_AFTER_MS = 250;

/** Keeps what is written once there is a pause, at once when it is sent, and when the page goes. */
function useKeeping(kept: KeptDraft): (text: string) => void {
  const waiting = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | null>(null);
  const flush = useCallback(() => {
    if (!waiting.current) return;
    clearTimeout(waiting.current.timer);
    kept.write(waiting.current.text);
    waiting.current = null;
  }, [kept]);
  useEffect(() => {
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      document.removeEventListener("visibilitychange", flush);
      flush();
    };
  }, [flush]);
  return useCallback(
    (text) => {
      if (waiting.current) clearTimeout(waiting.current.timer);
      waiting.current = { text, timer: setTimeout(flush, KEPT_AFTER_MS) };
      if (text === "") flush();
    },
    [flush],
  );
}

export type Draft = {
  text: string;
  /** Takes a text as the draft. */
  write: (text: string) => void;
  /** Shows a text without keeping it: what was kept is still there after a reload. */
  show: (text: string) => void;
  /** False until the kept draft is here. */
  isReady: boolean;
};

/** What is being written, kept in this browser for each person and session. */
export function useDraft(sessionId: string, personId: number, field: RefObject<HTMLTextAreaElement | null>): Draft {
  const [text, show] = useState("");
  const [isReady, setReady] = useState(false);
  const kept = useMemo(() => keptDraft(sessionId, personId), [sessionId, personId]);
  const keepSoon = useKeeping(kept);
  useEffect(() => {
    const before = kept.read();
    const typed = field.current?.value ?? "";
    // What was typed before the page was awake stands below what was kept; a browser may have put that there again by itself.
    const both = typed === before ? before : [before, typed].filter(Boolean).join("\n");
    show(both);
    if (both !== before) keepSoon(both);
    setReady(true);
  }, [kept, field, keepSoon]);
  const write = useCallback(
    (next: string) => {
      show(next);
      keepSoon(next);
    },
    [keepSoon],
  );
  return { text, write, show, isReady };
}
