"use client";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { ViewerEvent } from "@/lib/domain/session-event";
import { applyEvents, emptyTranscript } from "@/lib/domain/transcript";
import type { LiveSessionState } from "./live-session-state";
import { openLiveSocket } from "./live-socket";
import { SessionChannel } from "./session-channel";

/** The session as it was when the page was made, then live. `events` are the log from its beginning. */
export function useLiveSession(sessionId: string, events: readonly ViewerEvent[]): { state: LiveSessionState; channel: SessionChannel } {
  const [channel] = useState(() => new SessionChannel(sessionId, applyEvents(emptyTranscript, events).transcript, openLiveSocket));
  useEffect(() => channel.start(), [channel]);
  const state = useSyncExternalStore(channel.subscribe, channel.getState, channel.getState);
  return { state, channel };
}
