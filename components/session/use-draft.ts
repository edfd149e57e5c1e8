"use client";
import { type RefObject, useCallback, useEffect, useState } from "react";

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
  const write = useCallback(
    (next: string) => {
      show(next);
      keep(sessionId, next);
    },
    [sessionId],
  );
  return { text, write, show, isReady };
}
