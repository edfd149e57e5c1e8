/** Tells a database that cannot be reached from a query that is wrong. */

const AWAY_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "P1001", // Prisma: cannot reach the server
  "P1002",
  "P1008",
  "P1017", // Prisma: the server closed the connection
  "P2024", // Prisma: no connection became free in time
  "P2037",
]);
/** SQLSTATE classes: connection exceptions, out of resources, operator intervention (shutdown, starting up). */
const AWAY_CLASSES = /^(08|53|57P)/;
const AWAY_WORDS = /timeout exceeded when trying to connect|connection terminated|cannot reach database|connection refused/i;

/** True when this error means that the database is away, full or starting, so that trying again later makes sense. */
export function isStorageAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (AWAY_CODES.has(code) || AWAY_CLASSES.test(code) || AWAY_WORDS.test(error.message)) return true;
  return error.cause !== undefined && isStorageAway(error.cause);
}
