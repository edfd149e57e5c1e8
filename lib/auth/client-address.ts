/** Where a request comes from, said by the server and never by the client. */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** Set by our own HTTP server on every request before Next sees it; what a client puts there is overwritten. */
const ADDRESS_HEADER = "x-octomind-dashboard-address";

function forwardedFor(headers: IncomingHttpHeaders): string | undefined {
  const given = headers["x-forwarded-for"];
  const chain = (Array.isArray(given) ? given.join(",") : (given ?? "")).split(",").map((part) => part.trim());
  // The last entry is the one that the trusted proxy wrote; those before it are the client's own claims.
  return chain.findLast((part) => part.length > 0);
}

/** The client's address: the socket's, or with a trusted proxy in front the one that it wrote down. */
export function clientAddress(request: Pick<IncomingMessage, "headers" | "socket">, trustProxy: boolean): string {
  const address = (trustProxy ? forwardedFor(request.headers) : undefined) ?? request.socket.remoteAddress ?? "";
  return address.replace(/^::ffff:(?=\d+\.)/i, "").slice(0, 64);
}

/** Writes the client's address where `addressOf` reads it. server.ts calls this first for every request. */
export function stampClientAddress(request: IncomingMessage, trustProxy: boolean): void {
  request.headers[ADDRESS_HEADER] = clientAddress(request, trustProxy);
}

/** The stamped address; empty when the request did not come through our server. */
export function addressOf(headers: Record<string, unknown> | undefined): string {
  const address = headers?.[ADDRESS_HEADER];
  return typeof address === "string" ? address : "";
}
