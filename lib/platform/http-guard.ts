/** What every HTTP answer of ours carries, and which requests are turned away before any page sees them. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

const HEADERS: Record<string, string> = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
};
/** Built files have a hash in their name and are nobody's secret. */
const PUBLIC = "/_next/static/";
const NEVER_KEPT = "private, no-store";
/** Twice what a filter and an id need. Whoever is not signed in finds an address again, encoded once more, in the head of the answer, of which a proxy takes 4 KB or 8. */
const URL_MAX = 4_096;
/** The images of a page are its own; the optimizer would fetch what it is told to. */
const SWITCHED_OFF = /^\/_next\/image(\/|\?|$)/;
/** Socket.IO's fallback without WebSockets; upgrades do not come here. */
const POLLING = /^\/socket\.io(\/|\?|$)/;

/** False for a path that no name of ours can be: Next would call it a fault of its own. */
function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

function answer(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" }).end(words);
}

/** Next says of some pages that anybody may keep them; the last word is ours, spoken when the head is written. */
function keepNowhere(response: ServerResponse): void {
  const writeHead = response.writeHead;
  response.writeHead = (...head: unknown[]) => {
    response.setHeader("Cache-Control", NEVER_KEPT);
    return Reflect.apply(writeHead, response, head);
  };
}

/** True: the request was answered here and goes no further. `isOwnHost` judges the Host header, `policy` is the Content-Security-Policy. */
export function guardRequest(
  request: IncomingMessage,
  response: ServerResponse,
  isOwnHost: (host: string | undefined) => boolean,
  policy: string,
): boolean {
  response.setHeader("Content-Security-Policy", policy);
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  const { url = "/", headers } = request;
  if (!url.startsWith(PUBLIC)) keepNowhere(response);
  if (!url.startsWith("/") || url.startsWith("//")) answer(response, 400, "This server answers only for itself.\n");
  else if (!isOwnHost(headers.host)) {
    answer(response, 421, "This server does not go by that name. Set PUBLIC_URL to the address that people type.\n");
  } else if (url.length > URL_MAX) answer(response, 414, "This address is too long.\n");
  else if (!isReadable(url)) answer(response, 400, "This address cannot be read.\n");
  else if (SWITCHED_OFF.test(url)) answer(response, 404, "Not found.\n");
  else if (POLLING.test(url)) answer(response, 400, "This needs a WebSocket.\n");
  else return false;
  return true;
}

type Status = "400 Bad Request" | "403 Forbidden" | "404 Not Found" | "503 Service Unavailable";

/** Ends an upgrade: nobody here serves it, or not for this one. */
export function refuseUpgrade(socket: Duplex, status: Status): void {
  socket.on("error", () => {});
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
