/** Token buckets in PostgreSQL, so that a limit holds for every process that shares the database. */
import { pgPool } from "./pg-pool";

export type Bucket = { key: string; capacity: number };

/** Every bucket fills up from empty in this time, whatever its size. */
const REFILL_SECONDS = 15 * 60;

/**
 * One statement: a bucket gives a token only where the WHERE holds, and only such rows come back. Keys are locked in order, so two
 * callers never wait for each other. One that was filled in the future, by a clock that was put right since, is as old as it is ahead: else it would
 * stay empty until then. A full bucket is the same as none: those nobody touched for long are swept on the way.
 */
const TAKE = `
WITH stale AS (
  SELECT key FROM sign_in_throttle WHERE refilled_at < clock_timestamp() - $3::float8 * interval '1 second' AND key <> ALL ($1::text[])
  LIMIT 50 FOR UPDATE SKIP LOCKED
), swept AS (DELETE FROM sign_in_throttle USING stale WHERE sign_in_throttle.key = stale.key)
INSERT INTO sign_in_throttle AS bucket (key, tokens, refilled_at)
SELECT key, capacity - 1, clock_timestamp() FROM unnest($1::text[], $2::float8[]) AS wanted (key, capacity) ORDER BY key
ON CONFLICT (key) DO UPDATE SET
  tokens = LEAST(excluded.tokens, bucket.tokens - 1 + abs(extract(epoch FROM clock_timestamp() - bucket.refilled_at)) * (excluded.tokens + 1) / $3::float8),
  refilled_at = clock_timestamp()
WHERE bucket.tokens + abs(extract(epoch FROM clock_timestamp() - bucket.refilled_at)) * (excluded.tokens + 1) / $3::float8 >= 1
RETURNING key`;

/** Takes one token from each bucket; false when one of them had none. */
export async function takeTokens(buckets: Bucket[]): Promise<boolean> {
  const { rowCount } = await pgPool().query(TAKE, [buckets.map((b) => b.key), buckets.map((b) => b.capacity), REFILL_SECONDS]);
  return rowCount === buckets.length;
}

/** Puts one token back: what it was taken for turned out to be rightful. */
export async function giveBackToken({ key, capacity }: Bucket): Promise<void> {
  await pgPool().query("UPDATE sign_in_throttle SET tokens = LEAST($2::float8, tokens + 1) WHERE key = $1", [key, capacity]);
}

/** Fills a bucket up: what it counted turned out to be rightful. */
export async function refillBucket(key: string): Promise<void> {
  await pgPool().query("DELETE FROM sign_in_throttle WHERE key = $1", [key]);
}
