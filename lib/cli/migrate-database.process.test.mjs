// Migrations that are broken off, or that fail: the next start goes on from there.
import { spawn } from "node:child_process";
import dns from "node:dns";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startPostgres } from "./embedded-postgres.mjs";
import { isMigrated, migrateDatabase } from "./migrate-database.mjs";
import { createDatabase } from "./schema-engine-adapter.mjs";

const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-migrate-"));
let postgres;

beforeAll(async () => {
  postgres = await startPostgres({ folder, isThrowaway: true });
}, 60_000);

afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function connect(database) {
  const client = new pg.Client({ connectionString: postgres.urlOf(database) });
  client.on("error", () => {});
  await client.connect();
  return client;
}

const WAITING = "wait_event_type = 'Lock' AND datname = current_database()";
const isWaiting = async (client, how = "true") =>
  (await client.query(`SELECT 1 FROM pg_stat_activity WHERE ${WAITING} AND ${how}`)).rowCount > 0;

/** Begins to migrate a new database, and kills that while its first script waits for `holder`. */
async function breakOff(database) {
  const url = postgres.urlOf(database);
  await createDatabase(url);
  const [holder, watcher] = await Promise.all([connect(database), connect(database)]);
  await holder.query("BEGIN; CREATE TABLE event ()");
  const child = spawn(process.execPath, ["lib/cli/apply-migrations.mjs"], { env: { ...process.env, DATABASE_URL: url }, stdio: "ignore" });
  const ended = once(child, "exit");
  await expect.poll(() => isWaiting(watcher), { timeout: 20_000 }).toBe(true);
  child.kill("SIGKILL");
  await ended;
  return { url, holder, watcher };
}

test("one that is killed in the middle leaves nothing, and is applied by the next start", { timeout: 60_000 }, async () => {
  const { url, holder, watcher } = await breakOff("killed");
  await watcher.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${WAITING}`);
  await Promise.all([holder.end(), watcher.end()]);
  await migrateDatabase(url, { quiet: true });
  expect(await isMigrated(url)).toBe(true);
});

test("one that is killed while the database goes on with it is applied once", { timeout: 60_000 }, async () => {
  const { url, holder, watcher } = await breakOff("outlived");
  const migrated = migrateDatabase(url, { quiet: true });
  // It comes while the first one's script still runs, and waits for it before it looks what was left.
  await expect.poll(() => isWaiting(watcher, "wait_event = 'advisory'"), { timeout: 20_000 }).toBe(true);
  await Promise.all([migrated, holder.end(), watcher.end()]);
  expect(await isMigrated(url)).toBe(true);
});

test("one that failed is tried again", { timeout: 60_000 }, async () => {
  const url = postgres.urlOf("failed");
  await createDatabase(url);
  const holder = await connect("failed");
  await holder.query("ALTER DATABASE failed SET lock_timeout = '200ms'");
  await holder.query("BEGIN; CREATE TABLE event ()");
  await expect(migrateDatabase(url, { quiet: true })).rejects.toThrow("lock timeout");
  await holder.end();
  await migrateDatabase(url, { quiet: true });
  expect(await isMigrated(url)).toBe(true);
});

test("a database that lets one in and answers nothing is not waited for in silence", { timeout: 60_000 }, async () => {
  const url = postgres.urlOf("silent");
  await migrateDatabase(url, { quiet: true });
  const holder = await connect("silent");
  await holder.query("BEGIN; LOCK TABLE _prisma_migrations");
  await expect(migrateDatabase(url, { quiet: true, answerMs: 200 })).rejects.toThrow("The database cannot be used: Query read timeout. If");
  await holder.end();
  await migrateDatabase(url, { quiet: true, answerMs: 20_000 });
});

test("one that a newer version has migrated is refused, with what to do", { timeout: 60_000 }, async () => {
  const url = postgres.urlOf("newer");
  await migrateDatabase(url, { quiet: true });
  const client = await connect("newer");
  const note = "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ($1, '', $1, now())";
  for (const name of ["29990101000000_later", "29990102000000_latest"]) await client.query(note, [name]);
  await expect(migrateDatabase(url, { quiet: true })).rejects.toThrow(
    "A newer version has migrated the database: it has 29990102000000_latest, which is not in prisma/migrations here. Nothing was changed. " +
      "Update this clone (git pull) and start it again, or set DATABASE_URL or DATA_DIR to where another database is.",
  );
  await client.end();
});

test.each([
  ["one that is somebody else's", "of_another", "permission denied for schema public"],
  ["one that is not there", "not_there", "permission denied to create database"],
])("%s is refused with what its user needs", { timeout: 60_000 }, async (_, name, reason) => {
  const client = await connect("postgres");
  await client.query("DROP ROLE IF EXISTS weak");
  await client.query("CREATE ROLE weak LOGIN PASSWORD 'weak'");
  if (name === "of_another") await client.query("CREATE DATABASE of_another");
  await client.end();
  const url = new URL(postgres.urlOf(name));
  url.username = "weak";
  url.password = "weak";
  const said = await migrateDatabase(url.href, { quiet: true }).catch((error) => error.message);
  expect(said).toMatch(
    new RegExp(
      `^migrating the database failed \\(1\\):\n(ERROR: )?${reason}\nThe user in DATABASE_URL has to own that database, or to be allowed to create it \\(CREATEDB\\)\\.$`,
    ),
  );
});

test("a database that cannot be used is named as one, with the reason and without its password", async () => {
  const { host } = new URL(postgres.urlOf("postgres"));
  const refusal = (url) => migrateDatabase(url).catch((error) => error.message);
  const advice = "If DATABASE_URL names one of yours, see that it runs there and lets this user in.";
  expect(await refusal("postgresql://ada:secret@127.0.0.1:1/any")).toBe(
    `The database cannot be used: connect ECONNREFUSED 127.0.0.1:1. ${advice}`,
  );
  expect(await refusal(`postgresql://ada:secret@${host}/postgres`)).toBe(
    `The database cannot be used: password authentication failed for user "ada". ${advice}`,
  );
  // What Node says where a name has an address of each kind has no words of its own.
  const both = [
    { address: "127.0.0.1", family: 4 },
    { address: "::1", family: 6 },
  ];
  vi.spyOn(dns, "lookup").mockImplementation((_name, _options, done) => done(null, both));
  expect(await refusal("postgresql://ada:secret@localhost:1/any")).toMatch(
    /^The database cannot be used: connect ECONNREFUSED 127\.0\.0\.1:1, connect E[A-Z]+ ::1:1\b.*\. If DATABASE_URL/,
  );
  vi.restoreAllMocks();
});
