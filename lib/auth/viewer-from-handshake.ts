/** The same cookie as the pages', read at the socket's door; plain Node loads this file, so nothing of Next is in its reach. */
import type { IncomingHttpHeaders } from "node:http";
import { parseCookie } from "cookie";
import type { Viewer } from "@/lib/domain/viewer";
import { deviceIdOfCookie, sessionCookieName } from "./session-cookie";
import { viewerOfDevice } from "./viewer-of-device";

/** Who opens this connection; null when nobody is signed in. Only the cookie counts: tokens in addresses end up in logs. */
export async function viewerFromHandshake(headers: IncomingHttpHeaders): Promise<Viewer | null> {
  const deviceId = await deviceIdOfCookie(parseCookie(headers.cookie ?? "")[sessionCookieName()]);
  return deviceId ? viewerOfDevice(deviceId) : null;
}
