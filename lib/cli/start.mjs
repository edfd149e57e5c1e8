// `npm start` and `npm run dev`: from a fresh clone to a dashboard that serves, and back again in order.
import net from "node:net";
import path from "node:path";
import { loadEnvFile, localUrl, readEnvironment, serverEnvironment } from "./environment.mjs";
import { lockDataDirectory, refuseIfRunning } from "./instance-lock.mjs";
import { checkNode, noteServed, prepareBuild, prepareDevelopment, prepareSources } from "./prepare.mjs";
import { endRunningSteps, onSignals, root, seconds } from "./run-step.mjs";

const mode = process.argv.includes("--dev") ? "development" : "production";
/** For tests, which have built already and must not pick up somebody's settings. */
const isPrebuilt = process.argv.includes("--prebuilt");
const since = Date.now();

/** What was started, newest last. */
const running = [];
let stopping = null;
const ending = new AbortController();

async function stopAll(reason) {
  ending.abort();
  endRunningSteps();
  if (running.length === 0) return;
  console.log(`> stopping: ${reason}`);
  for (const { name, stop } of running.splice(0).reverse()) {
    try {
      await stop();
    } catch (error) {
      console.error(`> ${name} did not stop: ${error.message}`);
    }
  }
  console.log("> stopped");
}

function stop(reason, code = 0) {
  stopping ??= stopAll(reason).then(() => process.exit(code));
  return stopping;
}

function listenForTheEnd() {
  onSignals((signal) => void stop(signal));
  if (process.connected) process.once("disconnect", () => void stop("the program that started us is gone"));
  // npm runs us through a shell; a SIGTERM to npm ends the shell and never reaches us. We notice that we were orphaned.
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && void stop("npm is gone"), 300).unref();
  }
}

function checkPort({ HOST, PORT }) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", (error) => {
      const reason = error.code === "EADDRINUSE" ? "another program uses it" : error.message;
      reject(new Error(`Port ${PORT} on ${HOST} cannot be served: ${reason}. Set PORT (or HOST) to another one.`));
    });
    probe.listen(PORT, HOST, () => probe.close(resolve));
  });
}

/** Remembers how to end what was just started; when the end came meanwhile, that is at once. */
async function remember(name, stopIt) {
  if (!stopping) return void running.push({ name, stop: stopIt });
  await stopIt();
  await stopping;
}

async function takeDataDirectory(env) {
  const { endLeftServer } = await import("./server-process.mjs");
  const lock = lockDataDirectory(env.DATA_DIR);
  await remember("the lock", async () => lock.release());
  await endLeftServer(lock.left?.server);
  return lock;
}

async function serve(env, lock, database) {
  const { startServer, waitUntilServing } = await import("./server-process.mjs");
  const { startOf } = await import("./process-identity.mjs");
  if (mode === "production") noteServed();
  const server = startServer(serverEnvironment(env, database.url, mode), mode);
  await remember("the server", server.stop);
  lock.note({ server: { pid: server.pid, start: startOf(server.pid) } });
  void server.ended.then((how) => stop(`the server ended by itself (${how})`, 1));
  if (!(await waitUntilServing(server, localUrl(env)))) return stop("the server does not answer", 1);
  console.log(`> Octomind Dashboard is at ${env.PUBLIC_URL ?? localUrl(env)} (ready in ${seconds(since)}). Ctrl-C ends it.`);
}

async function start() {
  checkNode();
  listenForTheEnd();
  if (!isPrebuilt) loadEnvFile();
  refuseIfRunning(process.env.DATA_DIR || path.join(root, ".data"));
  if (!isPrebuilt) await prepareSources({ withTools: mode !== "production" });
  const env = await readEnvironment();
  const lock = await takeDataDirectory(env);
  await checkPort(env);
  if (!isPrebuilt) await (mode === "production" ? prepareBuild() : prepareDevelopment());
  const { openDatabase } = await import("./database.mjs");
  const { migrateDatabase } = await import("./migrate-database.mjs");
  const opening = openDatabase(env, ending.signal);
  // An end that comes while it starts waits for it: a database that nobody remembers would run on.
  await remember("the database", async () => (await opening.catch(() => null))?.stop());
  const database = await opening;
  if (stopping) return stopping;
  await migrateDatabase(database.url);
  await serve(env, lock, database);
}

try {
  await start();
} catch (error) {
  if (!stopping) console.error(error.message);
  await stop("it could not start", 1);
}
