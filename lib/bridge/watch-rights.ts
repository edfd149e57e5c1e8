/** Looks every second whether the people behind open sockets may still be there: signed out, disabled or changed rights end what they end. */
import { can } from "@/lib/domain/policy";
import type { Viewer } from "@/lib/domain/viewer";
import { logger } from "@/lib/platform/logger";
import { openSession } from "@/lib/services/sessions/open-session";
import { type BrowserServer, type BrowserSocket, rightsOf } from "./gateway-types";
import { leaveSession } from "./joined-sessions";

const EVERY_MS = 1_000;

type Look = (deviceId: string) => Promise<Viewer | null>;

async function recheckJoined(socket: BrowserSocket, viewer: Viewer): Promise<void> {
  for (const sessionId of [...socket.data.joined.keys()]) {
    const mayRead = await openSession(viewer, "session:read", sessionId).then(
      ({ subject }) => can(viewer, "session:read", subject),
      () => false,
    );
    if (mayRead) continue;
    leaveSession(socket, sessionId);
    socket.emit("session:closed", { sessionId, refusal: { code: "not_found" } });
  }
}

async function recheck(sockets: readonly BrowserSocket[], viewer: Viewer | null): Promise<void> {
  for (const socket of sockets) {
    if (!viewer) {
      socket.emit("channel:closing", { code: "unauthenticated" });
      socket.disconnect(true);
      continue;
    }
    const rights = rightsOf(viewer);
    if (rights === socket.data.rights) continue;
    socket.data.viewer = viewer;
    socket.data.rights = rights;
    await recheckJoined(socket, viewer);
    socket.emit("sessions:changed");
  }
}

/** `look` must not count as use of the device. A database that is away cuts nobody. Gives what ends the watch. */
export function watchRights(io: BrowserServer, look: Look): () => void {
  let isLooking = false;
  const round = async () => {
    const byDevice = new Map<string, BrowserSocket[]>();
    for (const socket of io.sockets.sockets.values()) {
      const { deviceId } = socket.data.viewer;
      byDevice.set(deviceId, [...(byDevice.get(deviceId) ?? []), socket]);
    }
    await Promise.all([...byDevice].map(async ([deviceId, sockets]) => recheck(sockets, await look(deviceId))));
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    round()
      .catch((err: unknown) => logger.debug({ err }, "rights could not be looked at"))
      .finally(() => {
        isLooking = false;
      });
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
