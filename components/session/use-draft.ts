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

function write(sessionId: string, text: string): void {
  try {
    if (text === "") localStorage.removeItem(keyOf(sessionId));
    else localStorage.setItem(keyOf(sessionId), text);
  } catch {
    // A full or forbidden storage: the draft then lives as long as the page.
  }
}

/** What is being written, kept in this browser per session. Not ready until the kept one is here. */
export function useDraft(
  sessionId: string,
  field: RefObject<HTMLTextAreaElement | null>,
): { text: string; setText: (text: string) => void; isReady: boolean } {
  const [text, setState] = useState("");
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    // What was typed before the page was awake wins over what was kept.
    setState(field.current?.value || read(sessionId));
    setReady(true);
  }, [sessionId, field]);
  const setText = useCallback(
    (next: string) => {
      setState(next);
      write(sessionId, next);
    },
    [sessionId],
  );
  return { text, setText, isReady };
}
