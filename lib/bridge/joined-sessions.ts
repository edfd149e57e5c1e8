/** The sessions one socket watches: a feed each, acknowledged batch by batch, ended when the browser does not keep up. */
import { refuse } from "@/lib/domain/refusal";
import { actorOf } from "@/lib/domain/viewer";
import type { LiveStatus } from "@/lib/protocol/browser-channel";
import type { BrowserSocket } from "./gateway-types";
import type { LiveSession } from "./live-session";

const JOINED_MAX = 50;
const ACK_MS = 20_000;

/** Joining again takes the place of the former join. */
export function joinSession(
  socket: BrowserSocket,
  live: LiveSession,
  { after, mayDrive }: { after: number; mayDrive: boolean },
): { head: number; status: LiveStatus } {
  const { joined } = socket.data;
  const sessionId = live.id;
  leaveSession(socket, sessionId);
  if (joined.size >= JOINED_MAX) refuse("too_many_requests", `One page can watch ${JOINED_MAX} sessions at once.`);
  const feed = live.addViewer(actorOf(socket.data.viewer), after, {
    deliver: async ({ events, head }) => {
      if (!socket.connected) throw new Error("The browser is gone.");
      try {
        await socket.timeout(ACK_MS).emitWithAck("session:events", { sessionId, events, head });
      } catch (error) {
        socket.emit("session:closed", { sessionId, refusal: { code: "too_slow" } });
        throw error;
      }
    },
    status: (status) => void socket.emit("session:status", { sessionId, status }),
    closed: (refusal) => {
      joined.delete(sessionId);
      socket.emit("session:closed", { sessionId, refusal });
    },
  });
  joined.set(sessionId, { feed, leave: () => live.removeViewer(feed) });
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
