/** Every reason we say no on purpose, and the error that carries one across a room. */
import { z } from "zod";

export const refusalCodes = [
  "unauthenticated",
  "not_found", // also what a forbidden thing answers: unknown and forbidden look alike
  "invalid_payload",
  "message_too_long",
  "message_empty",
  "command_not_allowed",
  "elicitation_gone",
  "answer_does_not_fit",
  "queue_changed", // the queued message is already sent or removed
  "nothing_to_stop",
  "storage_unavailable", // the database is away: nothing was sent, try again
  "upstream_unavailable",
  "upstream_refused", // wrong token, missing capability, wrong version; detail says which and the remedy
  "archived",
  "already_exists",
  "wrong_password",
  "weak_password",
  "link_expired",
  "last_administrator",
  "too_many_requests",
  "too_slow",
  "not_reached", // a browser's own: nothing answered
  "session_taken_over",
  "restarting",
  "internal",
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** `detail` is a plain sentence with the concrete reason (never a secret, never a stack); screens say it in the place of their words for `code`. */
export type Refusal = { code: RefusalCode; detail?: string | undefined };

export const refusalSchema = z.object({ code: z.enum(refusalCodes), detail: z.string().optional() });

/** Thrown where a verb says no; every door turns it into an answer. Anything else that is thrown is a bug. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  constructor(readonly refusal: Refusal) {
    super(refusal.detail ? `${refusal.code}: ${refusal.detail}` : refusal.code);
  }
}

/** Says no. `refuse("not_found")` never returns. */
export function refuse(code: RefusalCode, detail?: string): never {
  throw new RefusedError({ code, detail });
}

/** What every door answers: the value, or why not. */
export type Answer<T = object> = ({ ok: true } & T) | { ok: false; refusal: Refusal };

/** For pages: null where a verb answered "not_found"; any other refusal and every bug goes on. */
export async function orNotFound<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof RefusedError && error.refusal.code === "not_found") return null;
    throw error;
  }
}
