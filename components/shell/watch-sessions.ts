import { io, type Socket } from "socket.io-client";
import { noteConnection } from "@/components/ui/reach/server-reach";
import type { ClientToServer, ListedSession, ServerToClient } from "@/lib/protocol/browser-channel";

/** What a part of the page wants to hear of the sessions this person may see. */
export type SessionsWatcher = {
  /** Something in a list changed. */
  onChanged?: () => void;
  /** How the sessions that changed look now. */
  onRows?: (rows: ListedSession[]) => void;
  /** Sessions that are no longer open to this person. */
  onGone?: (ids: string[]) => void;
  /** The connection is back, or this person's roles changed: something may have been missed. */
  onBack?: () => void;
};

type WatchSocket = Socket<ServerToClient, ClientToServer>;

/** After this one that was cut or refused is tried again. */
const AGAIN_MS = 3_000;

const watchers = new Set<SessionsWatcher>();
let end: (() => void) | null = null;

const isInView = (): boolean => document.visibilityState !== "hidden";

const openWatchSocket = (): WatchSocket =>
  io({ path: "/socket.io", transports: ["websocket"], autoConnect: false, reconnectionDelayMax: 30_000 });

/** Connects again where the client does not by itself: cut by the other side, as when the server restarts, or not let in. */
function comeBack(socket: WatchSocket): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (isInView() && !socket.active) socket.connect();
    }, AGAIN_MS);
  };
  socket.on("disconnect", () => !socket.active && soon());
  // Who is signed out is not let in later either.
  socket.on("connect_error", ({ message }) => !socket.active && message !== "unauthenticated" && soon());
  return () => clearTimeout(timer);
}

/** Connected for as long as the tab is in view. */
function open(socket: WatchSocket): () => void {
  // What is looked at for the first time long after it was made knows nothing of the time between.
  let wasAway = !isInView();
  const away = () => {
    wasAway = true;
    noteConnection(false);
  };
  const back = () => {
    for (const { onBack } of watchers) onBack?.();
  };
  socket.on("connect", () => {
    noteConnection(true);
    socket.emit("sessions:watch", {}, () => {});
    if (wasAway) back();
  });
  socket.on("sessions:rights", back);
  socket.on("disconnect", away);
  socket.on("connect_error", away);
  const stopComing = comeBack(socket);
  socket.on("sessions:changed", () => {
    for (const { onChanged } of watchers) onChanged?.();
  });
  socket.on("sessions:rows", (rows) => {
    for (const { onRows } of watchers) onRows?.(rows);
  });
  socket.on("sessions:gone", (ids) => {
    for (const { onGone } of watchers) onGone?.(ids);
  });
  const follow = () => void (isInView() ? socket.connect() : socket.disconnect());
  follow();
  document.addEventListener("visibilitychange", follow);
  return () => {
    document.removeEventListener("visibilitychange", follow);
    stopComing();
    socket.removeAllListeners();
    socket.disconnect();
  };
}

/** Listens until what it gives is called. All who listen in a tab share one connection. */
export function watchSessions(watcher: SessionsWatcher, openSocket = openWatchSocket): () => void {
  watchers.add(watcher);
  end ??= open(openSocket());
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    end?.();
    end = null;
  };
}
