// Runs a command on the database of this installation, and never beside a dashboard that runs on the same folder.
import { openDatabase } from "./database.mjs";
import { loadEnvFile, readEnvironment } from "./environment.mjs";
import { lockDataDirectory } from "./instance-lock.mjs";
import { prepareSources } from "./prepare.mjs";
import { endRunningSteps, onSignals } from "./run-step.mjs";
import { endLeftServer } from "./server-process.mjs";

/** Locks the data directory, opens the database, calls `work({ env, database })`, and closes both whatever happens: told to end, its steps fail. */
export async function withInstallation(work) {
  const ending = new AbortController();
  onSignals(() => {
    ending.abort();
    endRunningSteps();
  });
  const closers = [];
  try {
    await prepareSources({ withTools: false });
    loadEnvFile();
    const env = await readEnvironment();
    const lock = lockDataDirectory(env.DATA_DIR);
    closers.push(lock.release);
    await endLeftServer(lock.left?.server);
    const database = await openDatabase(env, ending.signal);
    closers.push(database.stop);
    await work({ env, database });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    for (const close of closers.reverse()) await close();
  }
}
