import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";

/** A connection to the database of an application, by its data directory. */
export async function databaseOf(dataDir: string): Promise<pg.Client> {
  const folder = path.join(dataDir, "postgres");
  const password = readFileSync(path.join(folder, "password"), "utf8").trim();
  const port = Number(readFileSync(path.join(folder, "cluster/postmaster.pid"), "utf8").split("\n")[3]);
  const client = new pg.Client({ host: "127.0.0.1", port, user: "dashboard", password, database: "octomind_dashboard" });
  await client.connect();
  return client;
}

/** Keeps the application's database from reading this table until it is let go. */
export async function holdTable(table: string): Promise<() => Promise<void>> {
  const client = await databaseOf(process.env.APP_DATA_DIR ?? "");
  await client.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  return () => client.end();
}
