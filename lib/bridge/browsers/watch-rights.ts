/** Looks every second whether the people behind open sockets may still be there: signed out, disabled or changed rights end what they end. */
import type { Viewer } from "@/lib/domain/viewer";
import { logger } from "@/lib/platform/logger";
import { type BrowserServer, type BrowserSocket, rightsOf } from "./gateway-types";
import { tellRights } from "./joined-sessions";

const EVERY_MS = 1_000;

/** Of these devices, those that may still come, with today's rights. */
type Look = (deviceIds: readonly string[]) => Promise<Viewer[]>;

async function recheckJoined(socket: BrowserSocket, viewer: Viewer): Promise<void> {
  const rights = rightsOf(viewer);
  socket.data.viewer = viewer;
  // Said before the look: a join meanwhile under older rights marks it again.
  socket.data.rights = rights;
  try {
    for (const sessionId of [...socket.data.joined.keys()]) await tellRights(socket, sessionId);
  } catch (error) {
    socket.data.rights = "";
    throw error;
  }
  socket.emit("sessions:changed");
  socket.emit("sessions:rights");
}

async function recheck(socket: BrowserSocket, viewer: Viewer | undefined): Promise<void> {
  if (!viewer) {
    socket.emit("channel:closing", { code: "unauthenticated" });
    socket.disconnect(true);
  } else if (rightsOf(viewer) !== socket.data.rights) {
    await recheckJoined(socket, viewer);
  }
}

/** Fails where somebody could not be looked at: they are still to be. */
export async function lookOnce(io: { sockets: Pick<BrowserServer["sockets"], "sockets"> }, look: Look): Promise<void> {
  const sockets = [...io.sockets.sockets.values()];
  if (sockets.length === 0) return;
  const viewers = await look([...new Set(sockets.map((socket) => socket.data.viewer.deviceId))]);
  const byDevice = new Map(viewers.map((viewer) => [viewer.deviceId, viewer]));
  const results = await Promise.allSettled(sockets.map((socket) => recheck(socket, byDevice.get(socket.data.viewer.deviceId))));
  for (const result of results) if (result.status === "rejected") throw result.reason;
}

/** `look` must not count as use of the device. Gives what ends the watch. */
export function watchRights(io: BrowserServer, look: Look): () => void {
  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    lookOnce(io, look)
      .catch((err: unknown) => logger.warn({ err }, "the rights of open sockets could not be looked at"))
      .finally(() => {
        isLooking = false;
      });
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
