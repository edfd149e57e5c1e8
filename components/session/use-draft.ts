"use client";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

const keyOf = (sessionId: string): string => `draft:${sessionId}`;

function read(sessionId: string): string {
  try {
    return localStorage.getItem(keyOf(sessionId)) ?? "";
  } catch {
    return "";
  }
}

function keep(sessionId: string, text: string): void {
  try {
    if (text === "") localStorage.removeItem(keyOf(sessionId));
    else localStorage.setItem(keyOf(sessionId), text);
  } catch {
    // A full or forbidden storage: the draft then lives as long as the page.
  }
}

/** A long text is not written down anew at every key. */
const KEPT_AFTER_MS = 250;

/** Keeps what is written once there is a pause, at once when it is sent, and when the page goes. */
function useKeeping(sessionId: string): (text: string) => void {
  const waiting = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | null>(null);
  const flush = useCallback(() => {
    if (!waiting.current) return;
    clearTimeout(waiting.current.timer);
    keep(sessionId, waiting.current.text);
    waiting.current = null;
  }, [sessionId]);
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

/** What is being written, kept in this browser per session. */
export function useDraft(sessionId: string, field: RefObject<HTMLTextAreaElement | null>): Draft {
  const [text, show] = useState("");
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    // What was typed before the page was awake wins over what was kept.
    show(field.current?.value || read(sessionId));
    setReady(true);
  }, [sessionId, field]);
  const keepSoon = useKeeping(sessionId);
  const write = useCallback(
    (next: string) => {
      show(next);
      keepSoon(next);
    },
    [keepSoon],
  );
  return { text, write, show, isReady };
}
