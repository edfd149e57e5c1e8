// Brings the database at DATABASE_URL to the newest migration, as `prisma migrate deploy` does and by the same engine; a process of its own, for its memory.
import { readFileSync } from "node:fs";
import path from "node:path";
import { migrationsFolder, migrationsOnDisk } from "./migrations-on-disk.mjs";
import { createDatabase, EngineAdapterFactory, withClient } from "./schema-engine-adapter.mjs";
import { callEngine, loadEngine, panicMessage } from "./schema-engine-wasm.mjs";

const LOCK_FILE = "migration_lock.toml";

async function createIfMissing(url) {
  await withClient(url, undefined, (client) => client.query("SELECT 1")).catch((error) => {
    if (error.code !== "3D000") throw error;
    return createDatabase(url);
  });
}

async function applyMigrations(url) {
  const factory = new EngineAdapterFactory(url);
  const migrationsList = {
    baseDir: migrationsFolder,
    lockfile: { path: LOCK_FILE, content: readFileSync(path.join(migrationsFolder, LOCK_FILE), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: migrationsOnDisk().map(({ name, script }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: script } },
    })),
  };
  const engine = await loadEngine(factory);
  return callEngine(engine, "applyMigrations", { migrationsList, filters: { externalTables: [], externalEnums: [] } });
}

try {
  const { DATABASE_URL: url } = process.env;
  await createIfMissing(url);
  const { appliedMigrationNames } = await applyMigrations(url);
  console.log(`applied: ${appliedMigrationNames.join(", ") || "nothing"}`);
  process.exit(0); // the engine keeps its connection
} catch (error) {
  console.error(panicMessage() || error.message);
  process.exit(1);
}
