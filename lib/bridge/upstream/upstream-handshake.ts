/** Why an agent could not be reached or would not have us, each in its own sentence; pure. */
import { REQUIRED_CAPABILITIES, REQUIRED_VERSION } from "@/lib/protocol/upstream-frames";

/** isFinal: trying again without a change on the other side is pointless. `pauseMs`: nor is it any use before that. */
export type Failure = { isFinal: boolean; reason: string; pauseMs?: number };

/** Each refused bind is on record: not one every few seconds. */
const FULL_PAUSE_MS = 60_000;

const BY_STATUS: Record<number, string> = {
  401: "The agent refused our token. Check the token of this project.",
  403: "The agent refused our origin. Start it so that it accepts connections without an Origin header.",
  404: "Nothing at this address speaks Octomind's protocol (404). Check the path.",
};

const NO_TLS = "The address is wss:// but the agent does not speak TLS, or the other way round.";

const CLOSED = "The agent closed the connection while it was being made.";
const SILENT = "The agent's machine does not answer.";

const BY_CODE: Record<string, string> = {
  ECONNREFUSED: "Nothing listens at this address. Is the agent running?",
  ENOTFOUND: "The host name of this address is not known.",
  EAI_AGAIN: "The host name cannot be looked up right now.",
  ETIMEDOUT: SILENT,
  EHOSTDOWN: SILENT,
  EHOSTUNREACH: "There is no way to the agent's machine.",
  ENETUNREACH: "There is no network to the agent's machine.",
  ECONNRESET: CLOSED,
  EPIPE: CLOSED,
  DEPTH_ZERO_SELF_SIGNED_CERT: "The agent's certificate is self-signed and not trusted here.",
  SELF_SIGNED_CERT_IN_CHAIN: "The agent's certificate comes from an authority that is not trusted here.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "The agent's certificate cannot be verified.",
  CERT_HAS_EXPIRED: "The agent's certificate has expired.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The agent's certificate is for another host name.",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "The agent's certificate comes from an authority that is not trusted here.",
  CERT_NOT_YET_VALID: "The agent's certificate is not valid yet. Check the clocks of both machines.",
  EPROTO: NO_TLS,
};

/** Wrong in a way that only a change of the project's settings cures. */
const FINAL: [RegExp, string][] = [
  [/^ERR_INVALID_CHAR$/, "The token of this project has characters that cannot be sent. Enter it again."],
  [/^HPE_/, "What listens at this address is not a WebSocket server. Check the host and the port."],
  [/^(Invalid URL|The URL)/, "The address is not a ws:// or wss:// address."],
  [
    /^(Invalid (Upgrade|Sec-WebSocket)|Unexpected server response)/,
    "What listens at this address is not a WebSocket server. Check the host and the port.",
  ],
];
/** Answers of a server or a proxy that is only busy. */
const PASSING = [408, 425, 429];

/** The server answered the handshake with something other than an upgrade. */
export function refusedByStatus(status: number): Failure {
  const reason = BY_STATUS[status] ?? `The address answered with ${status} instead of a WebSocket.`;
  return { isFinal: status < 500 && !PASSING.includes(status), reason };
}

/** One that was tried at several addresses has its words inside. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return error.errors.map(wordsOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}

/** The connection could not be made. */
export function refusedByError(error: unknown): Failure {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  const message = wordsOf(error);
  const final = FINAL.find(([pattern]) => pattern.test(code) || pattern.test(message));
  if (final) return { isFinal: true, reason: final[1] };
  const reason = BY_CODE[code] ?? (code.startsWith("ERR_SSL_") ? NO_TLS : null);
  if (reason !== null) return { isFinal: false, reason };
  if (/timed out|timeout/i.test(message)) return { isFinal: false, reason: "The agent did not answer the handshake in time." };
  return { isFinal: false, reason: `The connection failed: ${message}` };
}

/** The agent's words for why it does not load the session. It has room again when another session is closed. */
export function refusedByBind(message: string): Failure {
  const reason = `The agent refused the session: ${message}`;
  return /session limit reached/i.test(message) ? { isFinal: false, reason, pauseMs: FULL_PAUSE_MS } : { isFinal: true, reason };
}

/** What the bind's ack lacks; null: it has all we need. */
export function missingCapabilities(capabilities: readonly string[]): string | null {
  const missing = REQUIRED_CAPABILITIES.filter((needed) => !capabilities.includes(needed));
  if (missing.length === 0) return null;
  return `This Octomind server is too old: it lacks ${missing.join(" and ")}. Install octomind ${REQUIRED_VERSION} or newer and start it again.`;
}
