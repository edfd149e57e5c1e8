/** The sessions one socket watches: a feed each, acknowledged batch by batch, ended when the browser does not keep up. */
import { refuse } from "@/lib/domain/refusal";
import { actorOf } from "@/lib/domain/viewer";
import type { LiveStatus } from "@/lib/protocol/browser-channel";
import type { BrowserSocket } from "./gateway-types";
import type { LiveSession } from "./live-session";
import type { ViewerFeed, ViewerPort } from "./viewer-feed";

const JOINED_MAX = 50;

function portOf(socket: BrowserSocket, sessionId: string, ackMs: number, feed: () => ViewerFeed): ViewerPort {
  /** Says the last word on this join, unless another has taken its place. */
  const forget = () => {
    const { joined } = socket.data;
    if (joined.get(sessionId)?.feed === feed()) joined.delete(sessionId);
  };
  return {
    deliver: async ({ events, head }) => {
      try {
        if (!socket.connected) throw new Error("The browser is gone.");
        await socket.timeout(ackMs).emitWithAck("session:events", { sessionId, events, head });
      } catch (error) {
        forget();
        socket.emit("session:closed", { sessionId, refusal: { code: "too_slow" } });
        throw error;
      }
    },
    status: (status) => void socket.emit("session:status", { sessionId, status }),
    closed: (refusal) => {
      forget();
      socket.emit("session:closed", { sessionId, refusal });
    },
  };
}

/** Joining again takes the place of the former join. `ackMs`: how long the browser may take for one batch. */
export function joinSession(
  socket: BrowserSocket,
  live: LiveSession,
  { after, mayDrive, ackMs }: { after: number; mayDrive: boolean; ackMs: number },
): { head: number; status: LiveStatus } {
  const { joined } = socket.data;
  // Gone while the session was opened: its end has been dealt with, and nobody would end this.
  if (!socket.connected) refuse("unauthenticated");
  leaveSession(socket, live.id);
  if (joined.size >= JOINED_MAX) refuse("too_many_requests", `One page can watch ${JOINED_MAX} sessions at once.`);
  const feed: ViewerFeed = live.addViewer(
    actorOf(socket.data.viewer),
    after,
    portOf(socket, live.id, ackMs, () => feed),
  );
  joined.set(live.id, { feed, leave: () => live.removeViewer(feed) });
  if (mayDrive) live.wake();
  return { head: live.head, status: live.status };
}

export function leaveSession(socket: BrowserSocket, sessionId: string): void {
  socket.data.joined.get(sessionId)?.leave();
  socket.data.joined.delete(sessionId);
}

export function leaveAll(socket: BrowserSocket): void {
  for (const sessionId of [...socket.data.joined.keys()]) leaveSession(socket, sessionId);
}
