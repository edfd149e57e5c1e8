/** What our HTTP server knows of a request and Next does not pass on: where it comes from and which page it asks for. */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { type CurrentRequest, newRequestId } from "@/lib/platform/current-request";

/** Written on every request before Next sees it; what a client puts there is overwritten. */
const ADDRESS_HEADER = "x-octomind-dashboard-address";
const PATH_HEADER = "x-octomind-dashboard-path";
const NONCE_HEADER = "x-octomind-dashboard-nonce";
/** Next reads the nonce for its own scripts here. */
const POLICY_HEADER = "content-security-policy";

function forwardedFor(headers: IncomingHttpHeaders): string | undefined {
  const chain = String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((part) => part.trim());
  // The last entry is the one that the trusted proxy wrote; those before it are the client's own claims.
  return chain.findLast((part) => part.length > 0);
}

/** Some proxies write the port as well, and an IPv6 address then in brackets. */
const withoutPort = (written: string): string =>
  /^(?:\[([^\]]+)\]|(\d+(?:\.\d+){3}))(?::\d+)?$/.exec(written)?.slice(1).find(Boolean) ?? written;

/** The client's address: the socket's, or with a trusted proxy in front the one that it wrote down. */
export function clientAddress(request: Pick<IncomingMessage, "headers" | "socket">, trustProxy: boolean): string {
  const address = (trustProxy ? forwardedFor(request.headers) : undefined) ?? request.socket.remoteAddress ?? "";
  return withoutPort(address)
    .replace(/^::ffff:(?=\d+\.)/i, "")
    .slice(0, 64);
}

const described = new WeakMap<object, CurrentRequest>();

/** What is written down of a request: the same however often it is asked for. An id that a client sends is not looked at. */
export function describeRequest(request: Pick<IncomingMessage, "headers" | "socket">, trustProxy: boolean): CurrentRequest {
  const known = described.get(request) ?? { id: newRequestId(), address: clientAddress(request, trustProxy) };
  described.set(request, known);
  return known;
}

/** server.ts calls this first for every request. */
export function stampRequest(request: IncomingMessage, trustProxy: boolean, policy: { nonce: string; header: string }): void {
  request.headers[ADDRESS_HEADER] = describeRequest(request, trustProxy).address;
  request.headers[PATH_HEADER] = request.url ?? "/";
  request.headers[NONCE_HEADER] = policy.nonce;
  request.headers[POLICY_HEADER] = policy.header;
  delete request.headers[`${POLICY_HEADER}-report-only`];
}

/** The stamped address; empty when the request did not come through our server. */
export function stampedAddress(headers: Record<string, unknown> | undefined): string {
  const address = headers?.[ADDRESS_HEADER];
  return typeof address === "string" ? address : "";
}

/** The stamped path with its query, or undefined. */
export function stampedPath(headers: Headers): string | undefined {
  return headers.get(PATH_HEADER) ?? undefined;
}

/** What a script of this answer must carry to run, or undefined. */
export function stampedNonce(headers: Headers): string | undefined {
  return headers.get(NONCE_HEADER) ?? undefined;
}
