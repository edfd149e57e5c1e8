// `npm run db:backup -- FOLDER`: a data directory that a start can use, of all that is on record until the command is done; the dashboard may serve meanwhile.
import { copyFileSync, existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { copyCluster } from "./copy-cluster.mjs";
import { startPostgres } from "./embedded-postgres.mjs";
import { loadEnvFile, readEnvironment } from "./environment.mjs";
import { LOCK_NAME, lockInstance } from "./instance-lock.mjs";
import { onSignals, seconds } from "./run-step.mjs";

const SECRET = "app-secret";

/** As the disk has it, also of a folder that is not there yet: links and, on macOS, capitals give one many names. */
function placeOf(folder) {
  if (existsSync(folder)) return realpathSync.native(folder);
  return path.join(placeOf(path.dirname(folder)), path.basename(folder));
}

/** Why there is nothing to copy, or nowhere to copy it to; null: it can be done. */
function whyNot(env, folder) {
  if (!folder) return "Usage: npm run db:backup -- FOLDER";
  if (env.DATABASE_URL) return "DATABASE_URL names a PostgreSQL of yours: back that up (pg_dump), and keep APP_SECRET.";
  if (!existsSync(path.join(env.DATA_DIR, "postgres/cluster"))) return `There is no database in ${env.DATA_DIR} yet.`;
  if (`${placeOf(folder)}${path.sep}`.startsWith(path.join(placeOf(path.join(env.DATA_DIR, "postgres")), path.sep)))
    return `${folder} lies in the database that is to be copied. Name a folder somewhere else.`;
  return existsSync(folder) ? `${folder} is there already.` : null;
}

/** Told to end: the copy is broken off and removed, and a database that was started for it is stopped. */
const ending = new AbortController();

async function copyDatabase(from, to) {
  const { default: pg } = await import("pg");
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const postgres = await startPostgres({ folder: from, signal: ending.signal });
  try {
    const client = new pg.Client({ connectionString: postgres.urlOf("postgres") });
    await client.connect();
    try {
      await copyCluster(client, path.join(from, "cluster"), path.join(to, "cluster"), ending.signal);
    } finally {
      await client.end();
    }
  } finally {
    if (!postgres.adopted) await postgres.stop(); // no dashboard runs
  }
  copyFileSync(path.join(from, "password"), path.join(to, "password"));
}

/** Two that write the same copy would take from under each other what they wrote. */
function lockDraft(draft, folder) {
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  try {
    lockInstance(draft);
  } catch (error) {
    if (!error.held) throw error;
    throw new Error(`Another backup to ${folder} is being made: process ${error.held.pid}, since ${error.held.since}.`);
  }
}

async function backUp(env, folder) {
  const since = Date.now();
  // What was broken off never has the name that was asked for.
  const draft = `${folder}.unfinished`;
  lockDraft(draft, folder);
  try {
    const reason = whyNot(env, folder); // another may have made it just now
    if (reason) throw new Error(reason);
    for (const name of readdirSync(draft)) if (name !== LOCK_NAME) rmSync(path.join(draft, name), { recursive: true });
    await copyDatabase(path.join(env.DATA_DIR, "postgres"), path.join(draft, "postgres"));
    const secret = path.join(env.DATA_DIR, SECRET);
    if (existsSync(secret)) copyFileSync(secret, path.join(draft, SECRET));
    renameSync(draft, folder);
    rmSync(path.join(folder, LOCK_NAME));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  console.log(`> ${folder} has everything in ${seconds(since)}; a start with it as DATA_DIR serves it`);
  if (env.APP_SECRET) console.log("> APP_SECRET is not in it: keep it somewhere else");
}

onSignals((signal) => ending.abort(new Error(`It was told to end (${signal}): there is no backup.`)));
loadEnvFile();
const env = await readEnvironment();
const folder = process.argv[2] && path.resolve(process.argv[2]);
const reason = whyNot(env, folder);
try {
  if (reason) throw new Error(reason);
  await backUp(env, folder);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
