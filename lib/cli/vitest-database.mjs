// Vitest's global setup for database tests: one server and one migrated template for all workers of a run.
import { randomBytes } from "node:crypto";
import pg from "pg";
import { prepareTemplate, refuseUnlessForTests, startThrowawayDatabase } from "./throwaway-database.mjs";

async function dropClones(url, prefix) {
  const admin = new URL(url);
  admin.pathname = "/postgres";
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  const { rows } = await client.query("SELECT datname FROM pg_database WHERE starts_with(datname, $1)", [prefix]);
  for (const { datname } of rows) await client.query(`DROP DATABASE ${client.escapeIdentifier(datname)} WITH (FORCE)`);
  await client.end();
}

/**
 * Takes TEST_DATABASE_URL where one is given, else starts a server; workers learn of both through the environment. Called once for each project
 * of a run that needs a database: who comes later uses the first one's server, and leaves its end to it.
 */
export default async function setup() {
  const { TEST_DATABASE_URL: given, TEST_DATABASE_STARTED } = process.env;
  if (given && given === TEST_DATABASE_STARTED) return undefined;
  const clonePrefix = `dashboard_test_${randomBytes(4).toString("hex")}_`;
  process.env.TEST_DATABASE_PREFIX = clonePrefix;
  if (given) {
    refuseUnlessForTests(given);
    await prepareTemplate(given);
    return () => dropClones(given, clonePrefix);
  }
  const database = await startThrowawayDatabase();
  process.env.TEST_DATABASE_URL = database.url;
  process.env.TEST_DATABASE_STARTED = database.url;
  return database.stop;
}
