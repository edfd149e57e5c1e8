import { io, type Socket } from "socket.io-client";
import type { ChannelAnswers, ChannelEvent, ChannelPayload, ClientToServer, ServerToClient } from "@/lib/protocol/browser-channel";
import { PING_MS } from "@/lib/protocol/channel-limits";

const ANSWER_WITHIN_MS = 15_000;
/** Somebody who clicked has not given up yet. */
const CONNECTED_WITHIN_MS = 5_000;
/** One ping may be late. */
const SILENT_AFTER_MS = 1.8 * PING_MS;

export type LiveSocket = Socket<ServerToClient, ClientToServer>;

/** A connection of its own to the bridge, not yet opened: websocket only, tried again by itself for as long as the page is open. */
export const openLiveSocket = (): LiveSocket =>
  io({ path: "/socket.io", transports: ["websocket"], autoConnect: false, reconnectionDelay: 500, reconnectionDelayMax: 5_000 });

/** Asks and waits for the answer; `null` when none came in time or the connection went. */
export function ask<E extends ChannelEvent>(socket: LiveSocket, event: E, payload: ChannelPayload<E>): Promise<ChannelAnswers[E] | null> {
  return new Promise((resolve) => {
    const onAnswer = (error: Error | null, answer?: ChannelAnswers[E]) => resolve(error || !answer ? null : answer);
    // as: the typed emit cannot follow a generic event name; the payload and the answer are typed by this function
    const emitter = socket.timeout(ANSWER_WITHIN_MS) as unknown as { emit(event: string, payload: unknown, answer: typeof onAnswer): void };
    emitter.emit(event, payload, onAnswer);
  });
}

/** Whether the connection that is being made comes to stand; false when it does not, or not soon. */
export function untilConnected(socket: LiveSocket): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(timer);
      for (const event of ["connect", "connect_error"] as const) socket.off(event, settle);
      resolve(socket.connected);
    };
    const timer = setTimeout(settle, CONNECTED_WITHIN_MS);
    for (const event of ["connect", "connect_error"] as const) socket.on(event, settle);
  });
}

/** Tells when a connection that stands says nothing any more, and when it speaks again; gives the way to end it. */
export function watchSilence(socket: LiveSocket, onChange: (isSilent: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSilent = false;
  const tell = (now: boolean) => {
    if (now === isSilent) return;
    isSilent = now;
    onChange(now);
  };
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => tell(true), SILENT_AFTER_MS);
    tell(false);
  };
  const gone = () => {
    clearTimeout(timer);
    isSilent = false;
  };
  socket.io.on("ping", heard);
  socket.onAny(heard);
  socket.on("connect", heard);
  socket.on("disconnect", gone);
  return () => {
    gone();
    socket.io.off("ping", heard);
  };
}
