// Starts, adopts and stops the embedded PostgreSQL of one folder; survives kill -9 of itself and of the server.
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "./free-port.mjs";
import { findPostgres } from "./postgres-binaries.mjs";
import { commandOf, isAlive } from "./process-identity.mjs";
import { readOrCreateSecret } from "./secret-file.mjs";

const USER = "dashboard";
/** After a crash it reads its log of changes again, which takes minutes on a slow disk: one that is ended meanwhile begins anew. */
const START_LIMIT_MS = 15 * 60_000;
const SAY_AFTER_MS = 20_000;
/** For what a killed predecessor still holds. */
const PATIENCE_MS = 20_000;
const STOP_LIMIT_MS = 8_000;
const QUIT_LIMIT_MS = 1_000;
const POLL_MS = 15;
const RETRY_MS = 150;
/** Above what any system counts to. */
const NOBODYS_PID = 2 ** 31 - 1;

const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "max_connections=100",
  "jit=off",
  "log_min_messages=warning",
  "log_min_error_statement=panic",
];
/** For databases that are killed, but lose no power: what they wrote is the system's by then, and no test waits for another's disk. */
const UNSYNCED_SETTINGS = ["fsync=off"];
/** For databases that are thrown away: nothing has to survive anything. */
const THROWAWAY_SETTINGS = [...UNSYNCED_SETTINGS, "synchronous_commit=off", "full_page_writes=off"];
/** What PostgreSQL does there by itself leaves a commit in the disk's own cache, which a power cut empties. */
const MACOS_SETTINGS = ["wal_sync_method=fsync_writethrough"];

/** What it is started with. */
export function settingsOf({ isThrowaway, isSynced }, platform = process.platform) {
  const more = isThrowaway ? THROWAWAY_SETTINGS : isSynced ? [] : UNSYNCED_SETTINGS;
  return [...SETTINGS, ...more, ...(isSynced && platform === "darwin" ? MACOS_SETTINGS : [])];
}

const pidFileOf = (cluster) => path.join(cluster, "postmaster.pid");

function readPidFile(cluster) {
  try {
    const lines = readFileSync(pidFileOf(cluster), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), isReady: lines[7]?.trim() === "ready", lines };
  } catch (error) {
    if (error.code === "ENOENT") return null; // also when it went between two looks
    throw error;
  }
}

/**
 * The process of the PostgreSQL in `folder` as its file says, or null: for a moment the file is away, and then empty. Never 0, which to a
 * signal is everything that we run.
 */
export function postmasterPid(folder) {
  const pid = readPidFile(path.join(folder, "cluster"))?.pid;
  return pid > 0 ? pid : null;
}

/**
 * After a crash of the machine the number may be another program's, for which PostgreSQL would wait for ever. It gets a number that nobody
 * has; what else stands in the file is how PostgreSQL finds processes of its own that are left.
 */
function disownStranger(cluster) {
  const left = readPidFile(cluster);
  const command = left && isAlive(left.pid) ? commandOf(left.pid) : "";
  if (command !== "" && !command.includes("postgres")) writeFileSync(pidFileOf(cluster), [NOBODYS_PID, ...left.lines.slice(1)].join("\n"));
}

function answersAt(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    const finish = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
  });
}

function initialise(postgres, cluster, passwordFile, isSynced) {
  const draft = `${cluster}.init`;
  rmSync(draft, { recursive: true, force: true });
  const { program, args, options } = postgres.command("initdb", [
    ...["-D", draft, "-U", USER, "--auth=scram-sha-256", `--pwfile=${passwordFile}`],
    ...["--encoding=UTF8", "--locale=C", "--data-checksums"],
    ...(isSynced ? [] : ["--no-sync"]),
  ]);
  const made = spawnSync(program, args, { ...options, cwd: path.dirname(cluster), encoding: "utf8" });
  if (made.status !== 0) throw new Error(`The embedded PostgreSQL could not be prepared: ${made.error?.message ?? made.stderr.trim()}`);
  renameSync(draft, cluster); // a half-made cluster never gets the real name
}

/** The folder around becomes passable, not readable: the owner has to get to its own. */
function giveTo(owner, folder, passwordFile) {
  for (const file of [folder, passwordFile]) chownSync(file, owner, owner);
  chmodSync(path.dirname(folder), 0o711);
}

/** A postmaster that outlived its parent is as good as a new one. */
async function adopt(cluster) {
  const left = readPidFile(cluster);
  if (!left?.isReady || !isAlive(left.pid) || !(await answersAt(left.port))) return null;
  return { pid: left.pid, port: left.port, isOver: () => !isAlive(left.pid) };
}

/** Resolves when the postmaster is ready, it ended, it was told to end, or it took too long: true only when it is ready. */
async function isReadyInTime(cluster, child, isOver, signal) {
  const since = Date.now();
  let isSaid = false;
  for (; !isOver() && !signal?.aborted && Date.now() - since < START_LIMIT_MS; await wait(POLL_MS)) {
    const state = readPidFile(cluster);
    // The pid must be our child's: a file left by a killed predecessor says "ready" as well.
    if (state?.pid === child.pid && state.isReady) return true;
    if (isSaid || Date.now() - since < SAY_AFTER_MS) continue;
    isSaid = true;
    console.log("> the embedded PostgreSQL is not ready yet: after a crash it reads its log of changes again");
  }
  return false;
}

async function launch(postgres, folder, cluster, port, settings, signal) {
  const logFile = path.join(folder, "postgres.log");
  const log = openSync(logFile, "w", 0o600);
  const options = settings.flatMap((setting) => ["-c", setting]);
  const { program, args, options: spawnOptions } = postgres.command("postgres", ["-D", cluster, "-p", String(port), ...options]);
  // Detached: Ctrl-C reaches the whole terminal group, and the database must be the last to go.
  const child = spawn(program, args, { ...spawnOptions, cwd: folder, detached: true, stdio: ["ignore", log, log] });
  closeSync(log);
  let ended = null;
  child.once("error", (error) => (ended = error.message));
  child.once("exit", (code, name) => (ended = `it ended with ${code ?? name}`));
  // Over when it is collected: a process that nobody collects keeps its number, and we are about to exit.
  const running = { pid: child.pid, port, isOver: () => ended !== null };
  if (await isReadyInTime(cluster, child, running.isOver, signal)) {
    child.unref();
    return running;
  }
  const why = ended ?? (signal?.aborted ? "it was told to end" : "it took too long");
  await stopPostmaster(running);
  throw new Error(`The embedded PostgreSQL did not start: ${why}. ${readFileSync(logFile, "utf8").trim()}`);
}

/** A killed predecessor takes a moment to be gone, and a free port may be taken meanwhile; anything else is final. */
async function launchPatiently(postgres, folder, cluster, { port: wantedPort, settings, signal }) {
  disownStranger(cluster);
  for (const limit = Date.now() + PATIENCE_MS; ; await wait(RETRY_MS)) {
    const adopted = await adopt(cluster);
    if (adopted && (wantedPort ?? adopted.port) === adopted.port) return { ...adopted, adopted: true };
    if (adopted) await stopPostmaster(adopted); // a backup's, begun in the moment in which there was none
    try {
      return await launch(postgres, folder, cluster, wantedPort ?? (await freePort()), settings, signal);
    } catch (error) {
      if (!/already exists|still in use|Address already in use/.test(error.message) || Date.now() > limit || signal?.aborted) throw error;
    }
  }
}

async function endsWithin(limitMs, isOver) {
  for (const limit = Date.now() + limitMs; !isOver() && Date.now() < limit; ) await wait(POLL_MS);
  return isOver();
}

/** Fast shutdown: running queries are cancelled, everything committed is kept. */
async function stopPostmaster({ pid, isOver }) {
  if (isOver()) return;
  process.kill(pid, "SIGINT");
  if (await endsWithin(STOP_LIMIT_MS, isOver)) return;
  if (isAlive(pid)) process.kill(pid, "SIGQUIT");
  await endsWithin(QUIT_LIMIT_MS, isOver);
}

/**
 * Starts the PostgreSQL of `folder`, made at the first call, or adopts the one that runs there.
 * `signal` ends one that is still starting; `isSynced`: it is to survive a power cut. `urlOf(database)` is its address; `isRunning()` says whether it still runs; `stop()` waits until it is gone.
 */
export async function startPostgres({ folder, port, signal, isThrowaway = false, isSynced = !isThrowaway }) {
  const postgres = findPostgres();
  const cluster = path.join(folder, "cluster");
  const passwordFile = path.join(folder, "password");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const isMade = existsSync(path.join(cluster, "PG_VERSION"));
  if (isMade && !existsSync(passwordFile))
    throw new Error(`${passwordFile} is missing, and the database beside it opens with nothing else. Put it back from a backup.`);
  const password = readOrCreateSecret(passwordFile, 24);
  if (postgres.owner !== null) giveTo(postgres.owner, folder, passwordFile);
  if (!isMade) initialise(postgres, cluster, passwordFile, isSynced);
  const settings = settingsOf({ isThrowaway, isSynced });
  const running = await launchPatiently(postgres, folder, cluster, { port, settings, signal });
  return {
    port: running.port,
    adopted: running.adopted ?? false,
    urlOf: (database) => `postgresql://${USER}:${password}@127.0.0.1:${running.port}/${database}`,
    isRunning: () => isAlive(running.pid),
    stop: () => stopPostmaster(running),
  };
}
