import path from "node:path";
import { defineConfig } from "vitest/config";

const needsDatabase = { globalSetup: "lib/cli/vitest-database.mjs", setupFiles: "lib/testing/use-test-database.ts" };
const elsewhere = ["node_modules/**", ".next/**", "e2e/**"];

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    // What a recording becomes is judged by a person: only `npx vitest run -u` writes a snapshot, not even a missing one comes by itself.
    update: "none",
    env: {
      APP_SECRET: "a-secret-that-only-tests-know-0123456789",
      NEXTAUTH_SECRET: "another-secret-that-only-tests-know-0123",
      NEXTAUTH_URL: "http://127.0.0.1:3000",
      DATA_DIR: path.join(import.meta.dirname, "test-results/vitest-data"),
      LOG_LEVEL: "silent",
    },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,components,app}/**/*.test.{ts,tsx,mjs}"],
          exclude: [...elsewhere, "**/*.db.test.ts", "**/*.contract.test.ts"],
        },
      },
      {
        extends: true,
        test: { name: "db", include: ["{lib,app}/**/*.db.test.ts"], exclude: elsewhere, testTimeout: 20_000, ...needsDatabase },
      },
      { extends: true, test: { name: "contract", include: ["lib/**/*.contract.test.ts"], exclude: elsewhere, testTimeout: 60_000 } },
    ],
  },
});
