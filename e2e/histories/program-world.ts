// The whole program with everything around it as real processes: database, agent and server, and a line between any two that can be harmed.
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { ADMIN, type App, endApp, isRunning, restartApp, serverPid, startApp, stopApp } from "@/e2e/app-process";
import { callAs } from "@/e2e/caller";
import { storeSessionOfAgent } from "@/e2e/stored-session";
import { FaultProxy } from "@/lib/testing/fault-proxy";
import type { Truth } from "./noted-truth";
import { NotingBrowser } from "./noting-browser";
import { OwnDatabase } from "./own-database";
import { SmallDisk } from "./small-disk";
import { startDemoAgent, type WorldAgent } from "./world-agents";

/** Between browsers and server, server and agent, server and database. */
export type LineName = "browsers" | "agent" | "database";

/** Null where no disk may be mounted. */
type Disks = { database: SmallDisk; spool: SmallDisk } | null;
type Parts = {
  disks: Disks;
  folder: string;
  database: OwnDatabase;
  agent: WorldAgent;
  app: App;
  lines: Record<LineName, FaultProxy>;
  browserPort: number;
};

/** With what `npm run prove` writes, and never so much that filling it takes the memory of a small machine. */
const DATABASE_MB = 320;
const SPOOL_MB = 8;
/** With so little the server has enough, and its limit is soon reached. */
const HEAP_MB = 256;
const preloaded = ["jumping-clock.mjs", "heap-filler.mjs"].map(
  (file) => `--import ${pathToFileURL(path.join(import.meta.dirname, file)).href}`,
);
const clockFile = (folder: string): string => path.join(folder, "clock");

/** Starts it with all that it writes in a folder. */
export type StartAgent = (folder: string) => Promise<WorldAgent>;

/** `ends`: how to end what was started, newest last. */
async function startParts(seed: number, startAgent: StartAgent, ends: (() => unknown)[]): Promise<Parts> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-histories-"));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const lineTo = async (port: number): Promise<{ line: FaultProxy; port: number }> => {
    const line = new FaultProxy({ target: { host: "127.0.0.1", port }, seed: seed + ends.length });
    ends.push(() => line.close());
    return { line, port: await line.listen() };
  };
  const agent = await startAgent(folder);
  ends.push(() => agent.remove());
  const mount = (place: string, megabytes: number): SmallDisk | null => {
    const disk = SmallDisk.mount(place, megabytes);
    if (disk) ends.push(() => disk.unmount());
    return disk;
  };
  const databaseDisk = mount(path.join(folder, "postgres"), DATABASE_MB);
  const database = await OwnDatabase.start(path.join(folder, "postgres"));
  ends.push(() => database.stop());
  const toDatabase = await lineTo(database.port);
  const toAgent = await lineTo(agent.port);
  const app = await startApp({
    DATABASE_URL: database.url(toDatabase.port),
    OCTOMIND_URL: `ws://127.0.0.1:${toAgent.port}`,
    NODE_OPTIONS: [`--max-old-space-size=${HEAP_MB}`, ...preloaded].join(" "),
    JUMPING_CLOCK_FILE: clockFile(folder),
  });
  ends.push(() => stopApp(app));
  const spoolDisk = mount(path.join(app.dataDir, "spool"), SPOOL_MB);
  ends.push(() => endApp(app));
  const toServer = await lineTo(Number(new URL(app.url).port));
  const lines = { browsers: toServer.line, agent: toAgent.line, database: toDatabase.line };
  const disks = databaseDisk && spoolDisk && { database: databaseDisk, spool: spoolDisk };
  return { folder, disks, database, agent, app, lines, browserPort: toServer.port };
}

async function endAll(ends: readonly (() => unknown)[]): Promise<void> {
  for (const end of ends.toReversed()) await end();
}

export class ProgramWorld {
  readonly database: OwnDatabase;
  readonly agent: WorldAgent;
  readonly app: App;
  readonly lines: Record<LineName, FaultProxy>;
  readonly disks: Disks;
  readonly truth: Truth;
  /** Past every line. */
  readonly pool: pg.Pool;
  readonly #parts: Parts;
  readonly #ends: readonly (() => unknown)[];
  readonly #swallowed = new Set<LineName>();
  #cookie = "";
  #isServerFrozen = false;
  #hasJumped = false;

  private constructor(parts: Parts, ends: readonly (() => unknown)[]) {
    this.#parts = parts;
    this.#ends = ends;
    this.database = parts.database;
    this.agent = parts.agent;
    this.app = parts.app;
    this.lines = parts.lines;
    this.disks = parts.disks;
    this.truth = parts.agent.truth;
    this.pool = new pg.Pool({ connectionString: parts.database.url(), max: 2 });
    this.pool.on("error", () => {}); // the database is killed on purpose
  }

  static async start(seed: number, startAgent: StartAgent = startDemoAgent): Promise<ProgramWorld> {
    const ends: (() => unknown)[] = [];
    try {
      const world = new ProgramWorld(await startParts(seed, startAgent, ends), ends);
      // Else the log of its changes alone would fill the disk.
      for (const setting of ["min_wal_size = '32MB'", "max_wal_size = '64MB'"]) await world.pool.query(`ALTER SYSTEM SET ${setting}`);
      await world.pool.query("SELECT pg_reload_conf()");
      world.#cookie = (await callAs(world.app.url, ADMIN)).cookie;
      return world;
    } catch (error) {
      await endAll(ends);
      throw error;
    }
  }

  newSession(): Promise<string> {
    return storeSessionOfAgent(this.pool, "A history");
  }

  newBrowser(name: string, sessionId: string): NotingBrowser {
    const { url: origin } = this.app;
    return new NotingBrowser({ name, sessionId, port: this.#parts.browserPort, origin, cookie: this.#cookie });
  }

  freezeServer(): void {
    this.#isServerFrozen = this.#signalServer("SIGSTOP");
  }

  killServer(): Promise<void> {
    return this.#endServerBy("SIGKILL");
  }

  /** The engine ends it in the middle of whatever it does. */
  exhaustServer(): Promise<void> {
    return this.#endServerBy("SIGWINCH");
  }

  /** The start program sees it, and ends as well. */
  async #endServerBy(signal: NodeJS.Signals): Promise<void> {
    const gone = once(this.app.child, "exit");
    if (this.#signalServer(signal)) await gone;
  }

  endServer(): Promise<void> {
    return endApp(this.app);
  }

  /** The server's time of day is so much ahead of ours, or behind it. */
  jumpClock(ms: number): void {
    writeFileSync(clockFile(this.#parts.folder), String(ms));
    this.#hasJumped = this.#signalServer("SIGUSR2") && ms !== 0;
  }

  /** False: an earlier fault has ended it. */
  #signalServer(signal: NodeJS.Signals): boolean {
    return isRunning(this.app.child) && process.kill(serverPid(this.app), signal);
  }

  /** From now on nothing passes, either way, and nobody is told. */
  swallow(line: LineName): void {
    this.#swallowed.add(line);
    for (const way of ["up", "down"] as const) this.lines[line].harm(way, { swallows: true });
  }

  /** Everything is there again; what is well is left alone. */
  async heal(): Promise<void> {
    for (const line of Object.values(this.lines)) for (const way of ["up", "down"] as const) line.harm(way, {});
    // What was swallowed is missing in the middle of a connection.
    for (const line of this.#swallowed) this.lines[line].cutAll();
    this.#swallowed.clear();
    for (const disk of Object.values(this.disks ?? {})) disk.clear();
    await this.database.heal();
    this.agent.signal("SIGCONT");
    if (this.agent.pid === null) await this.agent.start();
    if (this.#isServerFrozen) this.#signalServer("SIGCONT");
    this.#isServerFrozen = false;
    // A server that starts has a clock that is right.
    if (!isRunning(this.app.child)) await restartApp(this.app);
    else if (this.#hasJumped) this.jumpClock(0);
    this.#hasJumped = false;
  }

  async stop(): Promise<void> {
    await this.heal();
    await this.pool.end();
    await endAll(this.#ends);
  }
}
