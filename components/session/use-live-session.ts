"use client";
import { useEffect, useState, useSyncExternalStore } from "react";
import { foldWindow, type TranscriptWindow } from "@/lib/domain/transcript-window";
import type { LiveSessionState } from "./live-session-state";
import { openLiveSocket } from "./live-socket";
import { SessionChannel } from "./session-channel";

/** The session as it was when the page was made, then live. `windows`: parts of its log in order, the last one its end. */
export function useLiveSession(
  sessionId: string,
  windows: readonly TranscriptWindow[],
): { state: LiveSessionState; channel: SessionChannel } {
  const [channel] = useState(() => new SessionChannel(sessionId, windows.map(foldWindow), openLiveSocket));
  useEffect(() => channel.start(), [channel]);
  const state = useSyncExternalStore(channel.subscribe, channel.getState, channel.getState);
  return { state, channel };
}
