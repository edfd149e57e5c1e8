// `npm run db:rebuild`: empties the read models and computes them again from the log.
import { serverEnvironment } from "./environment.mjs";
import { withInstallation } from "./installation.mjs";
import { migrateDatabase } from "./migrate-database.mjs";
import { runStep } from "./run-step.mjs";

const REBUILD = `import { rebuildProjections } from "./lib/event-log/rebuild-projections.ts";
const { sessions, changed } = await rebuildProjections();
const wrong = Object.entries(changed).filter(([, rows]) => rows > 0);
console.log("> " + sessions + " sessions read again; " + (wrong.length === 0 ? "no row was wrong" : "rows that were wrong: " + wrong.map(([table, rows]) => table + " " + rows).join(", ")));
process.exit(0);`;

await withInstallation(async ({ env, database }) => {
  await migrateDatabase(database.url);
  await runStep("rebuilding the read models from the log", process.execPath, ["--import", "tsx", "--input-type=module", "-e", REBUILD], {
    env: serverEnvironment(env, database.url, "production"),
  });
});
