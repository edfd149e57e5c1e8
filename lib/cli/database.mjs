// The database of an installation: the operator's own, or the embedded one, kept running until it is stopped.
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startPostgres } from "./embedded-postgres.mjs";
import { seconds } from "./run-step.mjs";

const DATABASE = "octomind_dashboard";
const WATCH_MS = 250;
const RETRY_MS = 2_000;

/** Keeps one PostgreSQL running at one address, until `stop`. */
class WatchedPostgres {
  #stopping = new AbortController();

  constructor(postgres, folder) {
    this.current = postgres;
    this.watching = this.#watch(folder);
  }

  async #watch(folder) {
    for (; !this.#stopping.signal.aborted; await wait(WATCH_MS)) {
      if (this.current.isRunning()) continue;
      console.error("> the embedded PostgreSQL ended by itself; starting it again");
      try {
        this.current = await startPostgres({ folder, port: this.current.port, signal: this.#stopping.signal });
      } catch (error) {
        console.error(`> ${error.message}`);
        await wait(RETRY_MS);
      }
    }
  }

  async stop() {
    this.#stopping.abort();
    await this.watching; // it may be starting one at this moment
    await this.current.stop();
  }
}

/** `url` is its address; `stop()` ends an embedded one and leaves the operator's alone. `signal` ends one that is still starting. */
export async function openDatabase(env, signal) {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, stop: async () => {} };
  const since = Date.now();
  const folder = path.join(env.DATA_DIR, "postgres");
  const postgres = await startPostgres({ folder, signal });
  const how = postgres.adopted ? "was still running" : `started in ${seconds(since)}`;
  console.log(`> embedded PostgreSQL on port ${postgres.port} ${how}`);
  const watched = new WatchedPostgres(postgres, folder);
  return { url: postgres.urlOf(DATABASE), stop: () => watched.stop() };
}
