// A PostgreSQL for tests: a migrated template that test workers clone, on an embedded server that is thrown away.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startPostgres } from "./embedded-postgres.mjs";
import { isMigrated, migrateDatabase } from "./migrate-database.mjs";

const TEMPLATE = "dashboard_template";

async function dropDatabase(url) {
  const { default: pg } = await import("pg");
  const admin = new URL(url);
  const name = admin.pathname.slice(1);
  admin.pathname = "/postgres";
  const client = new pg.Client({ connectionString: admin.href });
  try {
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
  } finally {
    await client.end();
  }
}

/** It is dropped whenever it is not as migrations make it: nobody's real one may be named by mistake. */
export function refuseUnlessForTests(url) {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  if (!/test|template/i.test(name))
    throw new Error(`TEST_DATABASE_URL names "${name}". Tests drop it: name one with "test" or "template" in its name.`);
}

/** Makes `url` a freshly migrated database, unless it already stands at exactly our migrations. */
export async function prepareTemplate(url) {
  if (await isMigrated(url)) return;
  await dropDatabase(url);
  await migrateDatabase(url, { quiet: true });
}

/** Starts a server in `folder` (a new temporary one by default); `stop()` ends it and removes a temporary folder. */
export async function startThrowawayDatabase(folder) {
  const place = folder ?? mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-test-"));
  const postgres = await startPostgres({ folder: place, isThrowaway: true });
  const url = postgres.urlOf(TEMPLATE);
  await prepareTemplate(url);
  const stop = async () => {
    await postgres.stop();
    if (!folder) rmSync(place, { recursive: true, force: true });
  };
  return { url, stop };
}
