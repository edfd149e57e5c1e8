import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
// @ts-expect-error: plain JavaScript without types
import { postmasterPid } from "@/lib/cli/embedded-postgres.mjs";
// @ts-expect-error: plain JavaScript without types
import { askPs } from "@/lib/cli/process-identity.mjs";

export const ADMIN = { email: "admin@example.test", password: "correct-horse-battery" };

const ROOT = path.resolve(import.meta.dirname, "..");
const LOG_FOLDER = path.join(ROOT, "test-results/app-logs");

/** The application under test: `npm start`'s own program on a data directory and a port of its own. */
export type App = {
  url: string;
  dataDir: string;
  /** Everything it printed. */
  logFile: string;
  child: ChildProcess;
  env: NodeJS.ProcessEnv;
};

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (typeof address !== "object" || address === null) throw new Error("a listening server has no port");
  return address.port;
}

function launch(env: NodeJS.ProcessEnv, logFile: string): ChildProcess {
  const child = spawn(process.execPath, ["lib/cli/start.mjs", "--prebuilt"], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  const log = createWriteStream(logFile, { flags: "a" });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  return child;
}

/** Resolves when the start program said where it serves; rejects with what it said when it ended instead. */
async function untilServing(child: ChildProcess): Promise<void> {
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on("data", (chunk) => {
      said += chunk;
    });
    child.stdout?.on("data", (chunk) => {
      said += chunk;
      if (said.includes("Octomind Dashboard is at ")) resolve();
    });
    child.once("exit", () => reject(new Error(`the application did not start:\n${said}`)));
  });
}

/** What of this environment the application may see: nothing that would steer it. */
function cleanEnvironment(): Record<string, string> {
  const kept = ["PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH"];
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** Starts an application on an empty database; `more` are further variables of its environment. */
export async function startApp(more: Record<string, string> = {}): Promise<App> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-e2e-"));
  const port = await freePort();
  mkdirSync(LOG_FOLDER, { recursive: true });
  const logFile = path.join(LOG_FOLDER, `${path.basename(dataDir)}.log`);
  const env: NodeJS.ProcessEnv = {
    ...cleanEnvironment(),
    NODE_ENV: "production",
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: "127.0.0.1",
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    DEMO_DIRECTIVES: "1",
    LOG_LEVEL: "warn",
    ...more,
  };
  const child = launch(env, logFile);
  await untilServing(child);
  return { url: `http://127.0.0.1:${port}`, dataDir, logFile, child, env };
}

export function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!isRunning(child)) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}

function lockOf(app: App): { pid: number; server: { pid: number } } {
  const lock: unknown = JSON.parse(readFileSync(path.join(app.dataDir, "instance.lock"), "utf8"));
  return lock as { pid: number; server: { pid: number } }; // as: written by our own start program
}

export function serverPid(app: App): number {
  return lockOf(app).server.pid;
}

/** The process of its own database; null while none has said that it runs. */
export function databasePid(app: App): number | null {
  return postmasterPid(path.join(app.dataDir, "postgres"));
}

/** The processes of an application with a database of its own that is running: `start` started the other two. */
export function appPids(app: App): { start: number; server: number; database: number } {
  const { pid, server } = lockOf(app);
  const database = databasePid(app);
  if (database === null) throw new Error("its database does not run");
  return { start: pid, server: server.pid, database };
}

/** Resident memory of a process; NaN when it is gone. */
export function residentKib(pid: number): number {
  if (process.platform !== "linux") return Number(askPs("rss", pid) ?? Number.NaN);
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}

/** Ends it as Ctrl-C does, in order; its data stay. */
export async function endApp(app: App): Promise<void> {
  await end(app.child, "SIGTERM");
}

/** Ends everything of it at once, as a power cut does for processes; its data stay. */
export async function killApp(app: App): Promise<void> {
  const { start, server, database } = appPids(app);
  const gone = once(app.child, "exit");
  for (const pid of [start, server, database]) process.kill(pid, "SIGKILL");
  await gone;
}

/** Starts it again on the same data and the same port, after ending it in order if it still runs. */
export async function restartApp(app: App): Promise<void> {
  await endApp(app);
  app.child = launch(app.env, app.logFile);
  await untilServing(app.child);
}

/** Ends it and removes its data; call it in the end even for one that was killed. */
export async function stopApp(app: App): Promise<void> {
  await endApp(app);
  const pidFile = path.join(app.dataDir, "postgres/cluster/postmaster.pid");
  if (existsSync(pidFile)) await restartApp(app).then(() => endApp(app));
  rmSync(app.dataDir, { recursive: true, force: true });
}
