import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "prisma/config";

// Prisma's native schema engine comes by a download that a closed network does not have; ours comes with npm.
const engines = path.join(process.cwd(), "node_modules/@prisma/engines");
const hasNativeEngine = existsSync(engines) && readdirSync(engines).some((file) => file.startsWith("schema-engine-"));
if (!hasNativeEngine) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(process.cwd(), "lib/cli/schema-engine.mjs");

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://localhost:5432/unset" },
});
