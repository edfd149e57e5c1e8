"use client";
import { startTransition, useEffect, useState } from "react";
import { foldWindow, type TranscriptWindow } from "@/lib/domain/transcript-window";
import { keptInTab } from "./kept-messages";
import type { LiveSessionState } from "./live-session-state";
import { openLiveSocket } from "./live-socket";
import { SessionChannel } from "./session-channel";

/** However quickly an agent works, the page is drawn anew this often; half as often to somebody who types, whose keys come first. */
const DRAWN_EVERY_MS = 150;
const DRAWN_TO_TYPISTS_MS = 300;
const TYPES_MS = 1_000;

/** The channel's state as it is drawn: at once after a pause, else with all that came in the meantime; a key interrupts the drawing. */
function useDrawnState(channel: SessionChannel): LiveSessionState {
  const [state, setState] = useState(channel.getState);
  useEffect(() => {
    let drawnAt = Number.NEGATIVE_INFINITY;
    let typedAt = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = () => {
      timer = undefined;
      drawnAt = performance.now();
      startTransition(() => setState(channel.getState()));
    };
    const follow = () => {
      if (timer !== undefined) return;
      const now = performance.now();
      const wait = drawnAt + (now - typedAt < TYPES_MS ? DRAWN_TO_TYPISTS_MS : DRAWN_EVERY_MS) - now;
      if (wait <= 0) draw();
      else timer = setTimeout(draw, wait);
    };
    const onKey = () => {
      typedAt = performance.now();
    };
    const leave = channel.subscribe(follow);
    window.addEventListener("keydown", onKey, { passive: true });
    draw();
    return () => {
      window.removeEventListener("keydown", onKey);
      leave();
      clearTimeout(timer);
    };
  }, [channel]);
  return state;
}

/** The session as it was when the page was made, then live. `windows`: parts of its log in order, the last one its end. */
export function useLiveSession(
  sessionId: string,
  personId: number,
  windows: readonly TranscriptWindow[],
): { state: LiveSessionState; channel: SessionChannel } {
  const [channel] = useState(() => new SessionChannel(sessionId, windows.map(foldWindow), openLiveSocket, keptInTab(sessionId, personId)));
  useEffect(() => channel.start(), [channel]);
  return { state: useDrawnState(channel), channel };
}
