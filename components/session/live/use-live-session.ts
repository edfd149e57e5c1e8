"use client";
import { startTransition, useEffect, useState } from "react";
import { foldWindow, type TranscriptWindow } from "@/lib/domain/transcript/transcript-window";
import { keptMessages } from "./kept-messages";
import type { LiveSessionState } from "./live-session-state";
import { openLiveSocket } from "./live-socket";
import { SessionChannel } from "./session-channel";

/** However quickly an agent works, the page is drawn anew this often; half as often to somebody who types, whose keys come first. */
const DRAWN_EVERY_MS = 150;
const DRAWN_TO_TYPISTS_MS = 300;
const TYPES_MS = 1_000;
/** So long the drawing waits for a key: right after one was shown there is time until the next. */
const KEY_AWAITED_MS = 150;

/** Calls `act` once what was changed now is on the screen. */
const oncePainted = (act: () => void) => requestAnimationFrame(() => setTimeout(act));

/** The channel's state as it is drawn: at once after a pause, else with all that came in the meantime; between the keys of somebody who types. */
function useDrawnState(channel: SessionChannel): LiveSessionState {
  const [state, setState] = useState(channel.getState);
  useEffect(() => {
    let drawnAt = Number.NEGATIVE_INFINITY;
    let typedAt = Number.NEGATIVE_INFINITY;
    let dueAt = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = () => {
      clearTimeout(timer);
      timer = undefined;
      drawnAt = performance.now();
      startTransition(() => setState(channel.getState()));
    };
    const follow = () => {
      if (timer !== undefined) return;
      const now = performance.now();
      const isTyping = now - typedAt < TYPES_MS;
      dueAt = Math.max(now, drawnAt + (isTyping ? DRAWN_TO_TYPISTS_MS : DRAWN_EVERY_MS));
      if (dueAt === now && !isTyping) draw();
      else timer = setTimeout(draw, dueAt - now + (isTyping ? KEY_AWAITED_MS : 0));
    };
    const onKey = () => {
      typedAt = performance.now();
      oncePainted(() => {
        if (timer !== undefined && performance.now() >= dueAt) draw();
      });
    };
    const leave = channel.subscribe(follow);
    window.addEventListener("keydown", onKey, { passive: true });
    draw();
    return () => {
      window.removeEventListener("keydown", onKey);
      leave();
      clearTimeout(timer);
      timer = undefined;
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
  const [channel] = useState(
    () => new SessionChannel(sessionId, windows.map(foldWindow), openLiveSocket, keptMessages(sessionId, personId)),
  );
  useEffect(() => channel.start(), [channel]);
  return { state: useDrawnState(channel), channel };
}
