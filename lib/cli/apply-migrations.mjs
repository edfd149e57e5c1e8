// Brings the database at DATABASE_URL to the newest migration, as `prisma migrate deploy` does and by the same engine; a process of its own, for its memory.
import { readFileSync } from "node:fs";
import path from "node:path";
import { migrationsFolder, migrationsOnDisk } from "./migrations-on-disk.mjs";
import { createDatabase, EngineAdapterFactory, withClient } from "./schema-engine-adapter.mjs";
import { callEngine, loadEngine, panicMessage } from "./schema-engine-wasm.mjs";

const LOCK_FILE = "migration_lock.toml";
/** The engine's own, held while it migrates. */
const MIGRATING = 72_707_369;
const FORGET_UNFINISHED = `SELECT pg_advisory_xact_lock(${MIGRATING}); DELETE FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL`;

async function createIfMissing(url) {
  await withClient(url, undefined, (client) => client.query("SELECT 1")).catch((error) => {
    if (error.code !== "3D000") throw error;
    return createDatabase(url);
  });
}

/** A migration that was broken off, or that failed, has left its row and nothing else; the engine would refuse to go on for it. */
async function forgetUnfinished(url) {
  await withClient(url, undefined, (client) => client.query(FORGET_UNFINISHED)).catch((error) => {
    if (error.code !== "42P01") throw error; // no table yet
  });
}

async function applyMigrations(url) {
  const migrations = migrationsOnDisk();
  const factory = new EngineAdapterFactory(url, { migrations: migrations.map(({ script }) => script) });
  const migrationsList = {
    baseDir: migrationsFolder,
    lockfile: { path: LOCK_FILE, content: readFileSync(path.join(migrationsFolder, LOCK_FILE), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, script }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: script } },
    })),
  };
  const engine = await loadEngine(factory);
  return callEngine(engine, "applyMigrations", { migrationsList, filters: { externalTables: [], externalEnums: [] } });
}

/** The engine adds the places in its own code that the error came through. */
const withoutPlaces = (words) => words.split(/\n\s+0: /)[0].trim();

/** What PostgreSQL says, and what to do about it where it is a matter of rights. */
function wordsOf(error) {
  const words = withoutPlaces(error.message);
  return words.includes("permission denied")
    ? `${words}\nThe user in DATABASE_URL has to own that database, or to be allowed to create it (CREATEDB).`
    : words;
}

try {
  const { DATABASE_URL: url } = process.env;
  await createIfMissing(url);
  await forgetUnfinished(url);
  const { appliedMigrationNames } = await applyMigrations(url);
  console.log(`applied: ${appliedMigrationNames.join(", ") || "nothing"}`);
  process.exit(0); // the engine keeps its connection
} catch (error) {
  console.error(panicMessage() || wordsOf(error));
  process.exit(1);
}
