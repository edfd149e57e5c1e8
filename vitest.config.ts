import { readdirSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";

/**
 * What waits for sockets, processes and a disk is tried once more, as in the browser: on a machine with other work they can take longer than
 * a test waits. `npm test` names what passed only then. Nothing that plays histories or properties is
 * (`retry: 0`): there a second try would hide what the first found.
 */
const onceMore = { retry: 1 };
const needsDatabase = {
  globalSetup: "lib/cli/vitest-database.mjs",
  setupFiles: "lib/testing/db/use-test-database.ts",
  testTimeout: 20_000,
  ...onceMore,
};
const elsewhere = ["node_modules/**", ".next/**", "e2e/**"];

/** Files that put something in the place of a module: they need modules of their own. All others share what a worker loaded, which halves the time. */
const mocking = ["lib", "components", "app"].flatMap((room) =>
  readdirSync(path.join(import.meta.dirname, room), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.test\.tsx?$/.test(file))
    .map((file) => `${room}/${file}`)
    .filter((file) => readFileSync(path.join(import.meta.dirname, file), "utf8").includes("vi.mock(")),
);
const mockingIn = (kind: "unit" | "db") => mocking.filter((file) => file.endsWith(".db.test.ts") === (kind === "db")).map(escapeGlob);

function escapeGlob(file: string): string {
  return file.replace(/[()[\]]/g, "\\$&");
}

/** What takes longest is begun first: by their names, both would be among the last, and one core would wait for them. */
const LONGEST = ["e2e/histories/histories.test.ts", "lib/bridge/simulation.test.ts"];

class LongestFirst extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer["sort"]>[0]) {
    const place = ({ moduleId }: (typeof files)[number]) => (LONGEST.some((file) => moduleId.endsWith(`/${file}`)) ? 0 : 1);
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  // As the built pages: React's own for development has other ways to make an element.
  oxc: { jsx: { runtime: "automatic", development: false } },
  test: {
    // What a recording becomes is judged by a person: only `npx vitest run -u` writes a snapshot, not even a missing one comes by itself.
    update: "none",
    // Properties and processes take seconds on a machine that has other work; a test that hangs is still found.
    testTimeout: 15_000,
    // Many tests wait for processes and sockets: on two cores, two workers leave a quarter of them idle.
    maxWorkers: Math.max(3, os.availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    // Texts of megabytes fill a small nursery hundreds of times: a larger one halves what collecting them takes.
    execArgv: ["--max-semi-space-size=64"],
    env: {
      APP_SECRET: "a-secret-that-only-tests-know-0123456789",
      NEXTAUTH_SECRET: "another-secret-that-only-tests-know-0123",
      NEXTAUTH_URL: "http://127.0.0.1:3000",
      DATA_DIR: path.join(import.meta.dirname, "test-results/vitest-data"),
      LOG_LEVEL: "silent",
      // What people get: React for development spends two thirds of its time on words for developers.
      NODE_ENV: "production",
    },
    // What was transformed once is read from node_modules/.cache as long as its source is the same.
    experimental: { fsModuleCache: true, fsModuleCachePath: "node_modules/.cache/vitest" },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,components,app}/**/*.test.{ts,tsx,mjs}"],
          exclude: [
            ...elsewhere,
            "**/*.db.test.ts",
            "**/*.contract.test.ts",
            "**/*.process.test.{ts,mjs}",
            "**/*.heavy.test.{ts,tsx}",
            ...mockingIn("unit"),
          ],
          isolate: false,
        },
      },
      // Megabytes, and texts that are made to be slow to read: too slow for a look in passing as well.
      {
        extends: true,
        test: { name: "heavy", include: ["{lib,components}/**/*.heavy.test.{ts,tsx}"], exclude: elsewhere, isolate: false },
      },
      // What starts and kills real processes: too slow for a look in passing.
      {
        extends: true,
        test: { name: "processes", include: ["lib/**/*.process.test.{ts,mjs}"], exclude: elsewhere, isolate: false, ...onceMore },
      },
      { extends: true, test: { name: "unit-mocking", include: mockingIn("unit"), exclude: elsewhere } },
      {
        extends: true,
        test: {
          name: "db",
          include: ["{lib,app}/**/*.db.test.ts"],
          exclude: [...elsewhere, ...mockingIn("db")],
          isolate: false,
          ...needsDatabase,
        },
      },
      { extends: true, test: { name: "db-mocking", include: mockingIn("db"), exclude: elsewhere, ...needsDatabase } },
      // The whole program as real processes: it needs the production build.
      { extends: true, test: { name: "histories", include: ["e2e/histories/*.test.ts"] } },
      {
        extends: true,
        test: { name: "contract", include: ["lib/**/*.contract.test.ts"], exclude: elsewhere, testTimeout: 60_000, ...onceMore },
      },
    ],
  },
});
