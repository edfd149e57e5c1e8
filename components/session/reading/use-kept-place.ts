"use client";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { onceThere, type ReadingPlace, type TranscriptHandle } from "@/components/transcript/list/use-ways";
import type { WindowPlace } from "./load-window";
import { onScrollEnd } from "./on-scroll-end";

const nameOf = (sessionId: string): string => `place:${sessionId}`;

function readPlace(sessionId: string): ReadingPlace | null {
  try {
    const kept: { seq?: unknown; offset?: unknown } | null = JSON.parse(sessionStorage.getItem(nameOf(sessionId)) ?? "null");
    const { seq, offset } = kept ?? {};
    return Number.isInteger(seq) && Number.isFinite(offset) ? { seq: Number(seq), offset: Number(offset) } : null;
  } catch {
    return null; // what another version kept
  }
}

function writePlace(sessionId: string, place: ReadingPlace | null): void {
  try {
    if (place) sessionStorage.setItem(nameOf(sessionId), JSON.stringify(place));
    else sessionStorage.removeItem(nameOf(sessionId));
  } catch {
    // A browser that keeps nothing opens the session at its end.
  }
}

type Options = {
  sessionId: string;
  /** What scrolls; null until the page stands. */
  box: HTMLElement | null;
  list: RefObject<TranscriptHandle | null>;
  isAtEnd: boolean;
  /** The event that a link leads to: it comes before what was kept. */
  at: number | null;
  load: (place: WindowPlace) => Promise<boolean>;
};

/** Opens the session where a link leads or where this tab was reading before a reload, and keeps that place. */
export function useKeptPlace({ sessionId, box, list, isAtEnd, at, load }: Options): void {
  const isRestored = useRef(false);
  useEffect(() => {
    if (!box || isRestored.current) return;
    isRestored.current = true;
    const wanted = at === null ? readPlace(sessionId) : { seq: at, offset: undefined };
    if (!wanted || list.current?.showEvent(wanted.seq, wanted.offset)) return;
    void load({ at: wanted.seq }).then((isLoaded) => {
      if (isLoaded) onceThere(() => list.current?.showEvent(wanted.seq, wanted.offset) ?? true);
    });
  }, [sessionId, at, box, list, load]);
  const keep = useCallback(() => writePlace(sessionId, list.current?.place() ?? null), [sessionId, list]);
  useEffect(() => {
    if (!box) return;
    if (isAtEnd) {
      writePlace(sessionId, null);
      return;
    }
    const stop = onScrollEnd(box, keep);
    window.addEventListener("pagehide", keep);
    // A tab that was put aside may be ended without a word.
    document.addEventListener("visibilitychange", keep);
    return () => {
      stop();
      window.removeEventListener("pagehide", keep);
      document.removeEventListener("visibilitychange", keep);
    };
  }, [sessionId, box, keep, isAtEnd]);
  // Who goes to another page in the middle of a scroll was here; a moment later there is no list to say where that is.
  useLayoutEffect(() => (box && !isAtEnd ? keep : undefined), [box, keep, isAtEnd]);
}
