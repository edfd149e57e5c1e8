// `node lib/cli/dev-database.mjs [folder]`: keeps a test database running, so that single test files start at once.
import path from "node:path";
import { root } from "./run-step.mjs";
import { startThrowawayDatabase } from "./throwaway-database.mjs";

const database = await startThrowawayDatabase(path.resolve(process.argv[2] ?? path.join(root, ".data/test-database")));
console.log("A migrated test database is running; Ctrl-C ends it. Give its address to the tests:");
console.log(`TEST_DATABASE_URL=${database.url}`);

const stayAwake = setInterval(() => {}, 60_000);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, async () => {
    await database.stop();
    clearInterval(stayAwake);
  });
}
