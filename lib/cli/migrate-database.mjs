// Brings a database to the newest migration, and asks first whether that is needed.
import { createHash } from "node:crypto";
import path from "node:path";
import { migrationsOnDisk } from "./migrations-on-disk.mjs";
import { root, runStep } from "./run-step.mjs";

/** One that is frozen, or in which somebody holds what is asked for, says nothing: neither would a start that waits for it. */
const ANSWER_MS = 30_000;

/** Applied migrations as `name checksum`; null when the database or its migration table does not exist yet. */
async function migrationsApplied(url, answerMs) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, query_timeout: answerMs });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query(
      `SELECT migration_name || ' ' || checksum AS applied FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    return rows.map((row) => row.applied).sort();
  } catch (error) {
    if (error.code === "3D000" || error.code === "42P01") return null; // no such database, no such table
    // One that was tried at several addresses has its words inside.
    const why = error.errors?.map(({ message }) => message).join(", ") ?? error.message;
    throw new Error(
      `The database cannot be used: ${why}. If DATABASE_URL names one of yours, see that it runs there and lets this user in.`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => {});
  }
}

const nameOf = (migration) => migration.split(" ")[0];

/** What is applied there and what should be, as `name checksum`. */
async function compareMigrations(url, answerMs = ANSWER_MS) {
  const applied = await migrationsApplied(url, answerMs);
  const wanted = migrationsOnDisk().map(({ name, script }) => `${name} ${createHash("sha256").update(script).digest("hex")}`);
  return { applied: applied ?? [], wanted, isSame: applied?.join("\n") === wanted.join("\n") };
}

export async function isMigrated(url) {
  return (await compareMigrations(url)).isSame;
}

/** Applies what is missing, creating the database as well; quick when nothing is. Throws when a migration fails, and where a newer version was there. */
export async function migrateDatabase(url, { quiet = false, answerMs } = {}) {
  const { applied, wanted, isSame } = await compareMigrations(url, answerMs);
  if (isSame) return;
  const ours = new Set(wanted.map(nameOf));
  const newer = applied.map(nameOf).findLast((name) => !ours.has(name));
  if (newer)
    throw new Error(
      `A newer version has migrated the database: it has ${newer}, which is not in prisma/migrations here. Nothing was changed. ` +
        "Update this clone (git pull) and start it again, or set DATABASE_URL or DATA_DIR to where another database is.",
    );
  await runStep("migrating the database", process.execPath, [path.join(root, "lib/cli/apply-migrations.mjs")], {
    env: { ...process.env, DATABASE_URL: url },
    quiet,
  });
}
