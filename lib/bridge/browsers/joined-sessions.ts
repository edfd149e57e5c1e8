/** The sessions one socket watches: a feed each, acknowledged batch by batch, ended when the browser does not keep up. */

import type { LiveSession } from "@/lib/bridge/sessions/live-session";
import type { SessionRights } from "@/lib/domain/policy";
import { type Refusal, refuse } from "@/lib/domain/refusal";
import { actorOf } from "@/lib/domain/viewer";
import { inRequest } from "@/lib/platform/current-request";
import type { LiveStatus } from "@/lib/protocol/browser-channel";
import type { BrowserSocket } from "./gateway-types";
import { changesRights, rightsOn } from "./rights-on";
import type { Deliver } from "./shared-frame";
import type { ViewerFeed, ViewerPort } from "./viewer-feed";

const JOINED_MAX = 50;

function portOf(socket: BrowserSocket, sessionId: string, deliver: Deliver, feed: () => ViewerFeed): ViewerPort {
  /** Says the last word on this join, unless it was left or another has taken its place. */
  const end = (refusal: Refusal) => {
    const { joined } = socket.data;
    if (joined.get(sessionId)?.feed !== feed()) return;
    joined.delete(sessionId);
    socket.emit("session:closed", { sessionId, refusal });
  };
  return {
    deliver: (batch, done) => {
      const giveUp = (error: unknown) => {
        end({ code: "too_slow" });
        done(error);
      };
      const send = () => {
        if (!socket.connected) giveUp(new Error("The browser is gone."));
        else deliver(socket, batch, (error) => (error ? giveUp(error) : done()));
      };
      // Nobody is told what happened after it was closed to them. A database that is away lets nothing through.
      if (batch.events.some(changesRights))
        tellRights(socket, sessionId)
          .then((mayHear) => (mayHear ? send() : done()))
          .catch(giveUp);
      else send();
    },
    status: (status) => void socket.emit("session:status", { sessionId, status }),
    closed: end,
  };
}

/** Joining again takes the place of the former join. */
export function joinSession(
  socket: BrowserSocket,
  live: LiveSession,
  { after, rights, deliver }: { after: number; rights: SessionRights; deliver: Deliver },
): { head: number; status: LiveStatus; rights: SessionRights; now: number } {
  const { joined } = socket.data;
  // Gone while the session was opened: its end has been dealt with, and nobody would end this.
  if (!socket.connected) refuse("unauthenticated");
  leaveSession(socket, live.id);
  if (joined.size >= JOINED_MAX) refuse("too_many_requests", `One page can watch ${JOINED_MAX} sessions at once.`);
  const feed: ViewerFeed = live.addViewer(
    actorOf(socket.data.viewer),
    after,
    portOf(socket, live.id, deliver, () => feed),
  );
  joined.set(live.id, { feed, leave: () => live.removeViewer(feed), wake: () => live.wake() });
  if (rights["session:send"]) live.wake();
  const { head, status } = live;
  // The answer is on its way only then: what was told meanwhile came before it, and is told again.
  setImmediate(() => {
    if (live.status !== status && joined.get(live.id)?.feed === feed)
      socket.emit("session:status", { sessionId: live.id, status: live.status });
  });
  return { head, status, rights, now: Date.now() };
}

function leaveSession(socket: BrowserSocket, sessionId: string): void {
  socket.data.joined.get(sessionId)?.leave();
  socket.data.joined.delete(sessionId);
}

export function leaveAll(socket: BrowserSocket): void {
  for (const sessionId of [...socket.data.joined.keys()]) leaveSession(socket, sessionId);
}

/** Says what this socket's viewer may do in a session now; who may not read it is cut from it, and the answer is false. */
export async function tellRights(socket: BrowserSocket, sessionId: string): Promise<boolean> {
  // It may be called where somebody else's event is being handled: what is written down is this socket's.
  const rights = await inRequest(socket.data.request, () => rightsOn(socket.data.viewer, sessionId));
  if (!rights) {
    leaveSession(socket, sessionId);
    socket.emit("session:closed", { sessionId, refusal: { code: "not_found" } });
    return false;
  }
  socket.emit("session:rights", { sessionId, rights });
  // Who may write from now on finds the agent awake, as one who joins does.
  if (rights["session:send"]) socket.data.joined.get(sessionId)?.wake();
  return true;
}
