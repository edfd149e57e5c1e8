import { io, type Socket } from "socket.io-client";
import type { ClientToServer, ListedSession, ServerToClient } from "@/lib/protocol/browser-channel";

/** What a part of the page wants to hear of the sessions this person may see. */
export type SessionsWatcher = {
  /** Something in a list changed. */
  onChanged?: () => void;
  /** How the sessions that changed look now. */
  onRows?: (rows: ListedSession[]) => void;
  /** Sessions that are no longer open to this person. */
  onGone?: (ids: string[]) => void;
  /** The connection is back: something may have been missed. */
  onBack?: () => void;
};

const watchers = new Set<SessionsWatcher>();
let end: (() => void) | null = null;

/** Connected for as long as the tab is in view. */
function open(): () => void {
  const socket: Socket<ServerToClient, ClientToServer> = io({
    path: "/socket.io",
    transports: ["websocket"],
    autoConnect: false,
    reconnectionDelayMax: 30_000,
  });
  let wasAway = false;
  socket.on("connect", () => {
    socket.emit("sessions:watch", {}, () => {});
    if (wasAway) for (const { onBack } of watchers) onBack?.();
  });
  socket.on("disconnect", () => {
    wasAway = true;
  });
  socket.on("sessions:changed", () => {
    for (const { onChanged } of watchers) onChanged?.();
  });
  socket.on("sessions:rows", (rows) => {
    for (const { onRows } of watchers) onRows?.(rows);
  });
  socket.on("sessions:gone", (ids) => {
    for (const { onGone } of watchers) onGone?.(ids);
  });
  const follow = () => void (document.visibilityState === "hidden" ? socket.disconnect() : socket.connect());
  follow();
  document.addEventListener("visibilitychange", follow);
  return () => {
    document.removeEventListener("visibilitychange", follow);
    socket.removeAllListeners();
    socket.disconnect();
  };
}

/** Listens until what it gives is called. All who listen in a tab share one connection. */
export function watchSessions(watcher: SessionsWatcher): () => void {
  watchers.add(watcher);
  end ??= open();
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    end?.();
    end = null;
  };
}
