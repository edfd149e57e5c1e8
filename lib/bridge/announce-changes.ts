/** Hints to open lists that they may look different now; a hint carries nothing, and at most one a second goes to a socket. */
import { openSession } from "@/lib/services/sessions/open-session";
import type { BrowserServer, BrowserSocket } from "./gateway-types";
import type { SessionHub } from "./session-hub";

const EVERY_MS = 1_000;

async function mayRead(socket: BrowserSocket, sessionIds: readonly string[]): Promise<boolean> {
  const { viewer } = socket.data;
  const answers = sessionIds.map((id) =>
    openSession(viewer, "session:read", id).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(answers)).includes(true);
}

/** Gives what ends it. */
export function announceChanges(io: BrowserServer, hub: SessionHub): () => void {
  let changed = new Set<string>();
  hub.onChanged((sessionId) => changed.add(sessionId));
  const timer = setInterval(() => {
    if (changed.size === 0) return;
    const ids = [...changed];
    changed = new Set();
    for (const socket of io.sockets.sockets.values()) {
      if (!socket.data.isWatchingLists) continue;
      void mayRead(socket, ids).then((may) => may && socket.emit("sessions:changed"));
    }
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
