/** When the database cannot be reached: told apart from a statement that it refuses. */

/** The database is away, or full: nothing was stored, or it is not known; the same append may be tried again later. */
export class StorageAwayError extends Error {
  override readonly name = "StorageAwayError";
  constructor(cause: unknown) {
    super("The database cannot be reached.", { cause });
  }
}

const NETWORK = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EAI_AGAIN",
  "ECONNABORTED",
]);
/** SQLSTATE classes: 08 connection, 53 out of memory, disk or connections, 57P ended by an operator, 58 system error, 25006 read-only. */
const STATES = /^(08|53|57P|58|25006|XX)/;
/** What pg says without a code when a connection ends under a query or cannot be had in time. */
const WORDS =
  /connection terminated|connection ended|timeout exceeded when trying to connect|client has encountered a connection error|not queryable|Connection terminated/i;

const codeOf = (error: Error): string => ("code" in error && typeof error.code === "string" ? error.code : "");

/** True when the same statement may succeed later: the fault is the way to the database or the database itself, not the statement. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isConnectionError);
  const code = codeOf(error);
  return NETWORK.has(code) || STATES.test(code) || WORDS.test(error.message);
}
