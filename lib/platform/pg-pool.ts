/** Connections to PostgreSQL for what goes past Prisma: one pool for everybody, one reserved for the log's hot path. */
import pg from "pg";
import { requireSetting } from "./env";
import { logger } from "./logger";
import { oncePerProcess, takeOnce } from "./once-per-process";

/** Plans with forced settings carry huge costs, so JIT would compile at every call and cost twelve times the query. */
const WITHOUT_JIT = "-c jit=off";
const CONNECT_TIMEOUT_MS = 5_000;
/** A database that is frozen keeps its connections and answers nothing: whoever waits is told, and the connection is given up. */
export const ANSWER_TIMEOUT_MS = 10_000;

/**
 * The statements of an append are the same every time, only the arrays differ: planning them anew took longer than running them. Planned once,
 * maybe while the tables were empty, they have to go by the indexes.
 */
export const APPEND_OPTIONS = `${WITHOUT_JIT} -c plan_cache_mode=force_generic_plan -c enable_seqscan=off`;

type Wishes = { options?: string; answerMs?: number; address?: string };

/** Options that an address brings (some hosts are found by them) would take the place of ours: they go before them. */
function withOptions(address: string, ours: string): { connectionString: string; options: string } {
  const url = new URL(address);
  const theirs = url.searchParams.get("options");
  if (theirs === null) return { connectionString: address, options: ours };
  url.searchParams.delete("options");
  return { connectionString: url.href, options: `${theirs} ${ours}` };
}

/** `answerMs` 0: an answer may take as long as it takes. */
export function openPool(name: string, max: number, { options = WITHOUT_JIT, answerMs = 0, address }: Wishes = {}): pg.Pool {
  const pool = new pg.Pool({
    ...withOptions(address ?? requireSetting("DATABASE_URL"), options),
    max,
    application_name: `octomind-dashboard ${name}`,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: answerMs,
    keepAlive: true,
  });
  // Without a listener an idle connection that the server closes ends the whole process.
  pool.on("error", (err) => logger.warn({ err, pool: name }, "an idle database connection was lost"));
  // The same for one in use that dies between two statements: its next statement tells.
  pool.on("connect", (client) => client.on("error", () => {}));
  // Given back within a transaction: whoever got it next would be told of writes that nobody ever commits.
  pool.on("release", (_error, client) => {
    if (client.getTransactionStatus() !== "I") void client.end();
  });
  return pool;
}

/** For services and reads; at most 10 connections, 5 s of waiting for one and 10 s for an answer before the query is rejected. */
export function pgPool(): pg.Pool {
  return oncePerProcess("pg-pool", () => openPool("reads", 10, { answerMs: ANSWER_TIMEOUT_MS }));
}

/** Only for appending to the log: at most 4 connections that no report can use up. How long an append may take, its writer says. */
export function appendPool(): pg.Pool {
  return oncePerProcess("append-pool", () => openPool("append", 4, { options: APPEND_OPTIONS }));
}

/** For what reads whole logs, one after the other, and takes as long as it takes. */
export function patientPool(): pg.Pool {
  return oncePerProcess("patient-pool", () => openPool("patient", 1));
}

/** Ends the pools after their running queries; the next use opens them again. */
export async function closePools(): Promise<void> {
  await Promise.all(["pg-pool", "append-pool", "patient-pool"].map((name) => takeOnce<pg.Pool>(name)?.end()));
}
