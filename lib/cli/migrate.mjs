// `npm run db:migrate`: brings the database of this installation to the newest migration, without serving.
import { withInstallation } from "./installation.mjs";
import { migrateDatabase } from "./migrate-database.mjs";

await withInstallation(async ({ database }) => {
  await migrateDatabase(database.url);
  console.log("> the database is at the newest migration");
});
