// The migrations of this clone, as they are read by everything that applies or compares them.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./run-step.mjs";

export const migrationsFolder = path.join(root, "prisma/migrations");

/** Oldest first: `{ name, script }`. */
export function migrationsOnDisk() {
  return readdirSync(migrationsFolder)
    .sort()
    .map((name) => ({ name, file: path.join(migrationsFolder, name, "migration.sql") }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({ name, script: readFileSync(file, "utf8") }));
}
