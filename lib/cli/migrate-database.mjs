// Brings a database to the newest migration with Prisma's own `migrate deploy`, and asks first whether that is needed.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { packageFile, root, runStep } from "./run-step.mjs";

function migrationsOnDisk() {
  const folder = path.join(root, "prisma/migrations");
  return readdirSync(folder)
    .map((name) => [name, path.join(folder, name, "migration.sql")])
    .filter(([, file]) => existsSync(file))
    .map(([name, file]) => `${name} ${createHash("sha256").update(readFileSync(file)).digest("hex")}`)
    .sort();
}

/** Applied migrations as `name checksum`; null when the database or its migration table does not exist yet. */
async function migrationsApplied(url) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query(
      `SELECT migration_name || ' ' || checksum AS applied FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    return rows.map((row) => row.applied).sort();
  } catch (error) {
    if (error.code === "3D000" || error.code === "42P01") return null; // no such database, no such table
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

export async function isMigrated(url) {
  const applied = await migrationsApplied(url);
  return applied !== null && applied.join("\n") === migrationsOnDisk().join("\n");
}

/** Applies what is missing, creating the database as well; quick when nothing is. Throws when a migration fails. */
export async function migrateDatabase(url, { quiet = false } = {}) {
  if (await isMigrated(url)) return;
  await runStep("migrating the database", process.execPath, [packageFile("prisma", "build/index.js"), "migrate", "deploy"], {
    env: { ...process.env, DATABASE_URL: url, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" },
    quiet,
  });
}
