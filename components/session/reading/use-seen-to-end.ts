"use client";
import { useEffect, useRef } from "react";
import { lookAndKeep } from "@/components/ui/seen-sessions";

/** Who leaves a session has seen what stood on its page: the rail, which hears of it a moment later, need not mark it. */
export function useSeenToEnd(sessionId: string, head: number): void {
  const latest = useRef(head);
  useEffect(() => {
    latest.current = head;
  });
  useEffect(() => {
    const keep = () => lookAndKeep(localStorage, [{ id: sessionId, newsSeq: latest.current }], sessionId);
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
      keep();
    };
  }, [sessionId]);
}
