/** When the database cannot be reached: told apart from a statement that it refuses. */

/** The database is away, full or not as it must be; the same append may be tried again later. */
export class StorageAwayError extends Error {
  override readonly name = "StorageAwayError";
  /** False: certainly nothing is on record. True: the answer was lost, so it may be. */
  readonly mayBeStored: boolean;

  constructor(cause: unknown, { mayBeStored = false }: { mayBeStored?: boolean } = {}) {
    super("The database cannot be reached.", { cause });
    this.mayBeStored = mayBeStored;
  }
}

/** SQLSTATE classes that blame what is stored: 21 and 23 rows, 22 values, 54 limits, XX000 an internal check. */
const BLAMED = /^(2[123]|54|XX000)/;

const SQLSTATE = /^[0-9FHPX][0-9A-Z]{4}$/;
const NETWORK = /^(E(?!RR_)|ERR_(SOCKET|STREAM|TLS|SSL))/;
/** What pg and we say without a code when a connection ends under a query, or does not answer. */
const WORDS = /connection|queryable|timeout|took too long/i;

/**
 * True when the data of the statement cannot be stored, now or later. Everything else (no connection, a server that ends, a full disk,
 * a refused password, a missing table) is the database's state, and no reason to give an event up.
 */
export function isRefusedByDatabase(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof AggregateError) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (SQLSTATE.test(code)) return BLAMED.test(code);
  return !NETWORK.test(code) && !WORDS.test(error.message);
}
