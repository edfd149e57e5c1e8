/** The Content-Security-Policy of one answer: only scripts that carry its nonce run, and those that they load themselves. */
import { randomBytes } from "node:crypto";

type ContentPolicy = { nonce: string; header: string };

/** `withEval`: React explains errors by eval in development, and only there. */
export function contentPolicy(withEval: boolean): ContentPolicy {
  const nonce = randomBytes(16).toString("base64");
  const directives = [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${withEval ? " 'unsafe-eval'" : ""}`,
    // Highlighted code, toasts and measured layouts carry their styles as attributes, which no nonce can cover.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
  ];
  return { nonce, header: directives.join("; ") };
}
