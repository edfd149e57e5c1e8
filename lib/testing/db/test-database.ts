/** One migrated database per test worker, cloned from a template and emptied before each test. */
import pg from "pg";
import { afterAll, beforeEach } from "vitest";
import { z } from "zod";

const surroundings = z.object({ TEST_DATABASE_URL: z.string(), TEST_DATABASE_PREFIX: z.string(), VITEST_POOL_ID: z.string() });

function onDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** Makes this worker's database, if an earlier test file has not, and gives its address. */
export async function openWorkerDatabase(): Promise<string> {
  const { TEST_DATABASE_URL, TEST_DATABASE_PREFIX, VITEST_POOL_ID } = surroundings.parse(process.env);
  const template = new URL(TEST_DATABASE_URL).pathname.slice(1);
  const name = `${TEST_DATABASE_PREFIX}${VITEST_POOL_ID}`;
  const client = new pg.Client({ connectionString: onDatabase(TEST_DATABASE_URL, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE ${client.escapeIdentifier(template)}`);
  } finally {
    await client.end();
  }
  return onDatabase(TEST_DATABASE_URL, name);
}

async function emptyTables(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ tables: string | null }>(
    `SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') AS tables
       FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  );
  const tables = rows[0]?.tables;
  if (tables) await pool.query(`TRUNCATE ${tables} RESTART IDENTITY CASCADE`);
}

/**
 * Call once at the top of an `x.db.test.ts`: every test starts on empty tables. DATABASE_URL already names the same
 * database, so `prisma`, `pgPool()` and `appendPool()` need no further care; `pool` is for what a test asks by itself.
 */
export function testDatabase(): { url: string; pool: pg.Pool } {
  const url = z.string().parse(process.env.DATABASE_URL);
  const pool = new pg.Pool({ connectionString: url, max: 4, options: "-c jit=off" });
  // A test may stop or kill connections on purpose, also one that is in use.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  beforeEach(() => emptyTables(pool));
  afterAll(() => pool.end());
  return { url, pool };
}
