/** Whose fault a failed query is: nobody reached the database, the database is not as it must be, or what was asked is wrong. */
import { z } from "zod";

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

/** away: it cannot be reached, is full, stops or starts · unfit: it answers, but is not as it must be · asked: the data or the query is wrong. */
type Fault = "away" | "unfit" | "asked";

const PRISMA = /^P[12]\d{3}$/;
/** Cannot be reached, did not answer in time, closed the connection, had none free, ended a transaction that took too long. */
const PRISMA_AWAY = /^P(1001|1002|1008|1017|2024|2028|2037)$/;
const SQLSTATE = /^[0-9FHPX][0-9A-Z]{4}$/;
/** Classes: connection exceptions, out of resources, operator intervention (shutdown, starting up). */
const STATE_AWAY = /^(08|53|57P)/;
/** Classes that blame what is stored: 21 and 23 rows, 22 values, 54 limits, XX000 an internal check. */
const STATE_ASKED = /^(2[123]|54|XX000)/;
const NETWORK = /^(E(?!RR_)|ERR_(SOCKET|STREAM|TLS|SSL))/;
/** What pg and we say without a code when a connection ends under a query, or does not answer. */
const WORDS = /connection|queryable|timeout|took too long|cannot reach database/i;

/** Prisma hands on what PostgreSQL said inside of a code of its own. */
const fromPrisma = z.object({ meta: z.object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }) }) });
const stateBehind = (error: Error): string => fromPrisma.safeParse(error).data?.meta.driverAdapterError.cause.originalCode ?? "";

function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return "unfit";
  if (error instanceof StorageAwayError || error instanceof AggregateError) return "away";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (PRISMA.test(code)) return PRISMA_AWAY.test(code) || STATE_AWAY.test(stateBehind(error)) ? "away" : "asked";
  if (SQLSTATE.test(code)) return STATE_AWAY.test(code) ? "away" : STATE_ASKED.test(code) ? "asked" : "unfit";
  if (NETWORK.test(code) || WORDS.test(error.message)) return "away";
  return error.cause === undefined ? "asked" : faultOf(error.cause);
}

/** True when trying again later makes sense to a person. */
export const isStorageAway = (error: unknown): boolean => faultOf(error) === "away";

/**
 * True when the data of the statement cannot be stored, now or later. Everything else (no connection, a full disk, a refused password,
 * a missing table) is the database's state, and no reason to give an event up.
 */
export const isRefusedByDatabase = (error: unknown): boolean => faultOf(error) === "asked";

/** What the database or the system said itself, in the words of whoever said it first. */
export function firstWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return firstWords(error.cause);
  // One for each address that was tried: the whole has no words.
  return error instanceof AggregateError ? error.errors.map(firstWords).join("; ") : error.message;
}
