// The server as a child process: started with a line to us, watched until it answers, ended in time.
import { spawn } from "node:child_process";
import http from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { isSameProcess } from "./process-identity.mjs";
import { packageFile, root } from "./run-step.mjs";

const ANSWER_LIMIT_MS = 60_000;
const SAY_AFTER_MS = 60_000;
/** A little more than the server gives itself; everything together ends within ten seconds. */
const STOP_LIMIT_MS = 9_300;
const POLL_MS = 25;

const PROGRAMS = {
  production: [".next/server.mjs"],
  development: [packageFile("tsx", "dist/cli.mjs"), "watch", "--clear-screen=false", "--exclude", ".next/**", "server.ts"],
};

/** macOS says of a group of which nothing is left but what nobody has collected yet that one may not signal it. */
const isGone = ({ code }) => code === "ESRCH" || (code === "EPERM" && process.platform === "darwin");

/** A detached process leads a group of its own: in development the watcher and what it runs. False when all are gone. */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/**
 * Starts the server. It is detached, so that Ctrl-C reaches only us and the order of the end is ours; it notices our own
 * death by the line that breaks. `ended` resolves to words for how it ended.
 */
export function startServer(env, mode) {
  const child = spawn(process.execPath, PROGRAMS[mode], { cwd: root, env, detached: true, stdio: ["ignore", "inherit", "inherit", "ipc"] });
  let isOver = false;
  const ended = new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ?? `code ${code}`));
    child.once("error", (error) => resolve(error.message));
  });
  void ended.then(() => {
    isOver = true;
  });
  const stop = async () => {
    child.kill("SIGTERM");
    const limit = setTimeout(() => signalGroup(child.pid, "SIGKILL"), STOP_LIMIT_MS);
    await ended;
    clearTimeout(limit);
  };
  return { pid: child.pid, ended, stop, isOver: () => isOver };
}

/** Whether anything comes back; not by `fetch`, which takes longer to load than all else that is done here. */
function answers(url) {
  return new Promise((resolve) => {
    const request = http.get(url, { timeout: ANSWER_LIMIT_MS }, (answer) => {
      answer.destroy();
      resolve(true);
    });
    request.once("timeout", () => request.destroy());
    request.once("error", () => resolve(false));
  });
}

/** Waits until the server answers HTTP at all, however much it has to land first of what waited on disk; false when it ended. */
export async function waitUntilServing(server, url) {
  for (let since = Date.now(); !server.isOver(); await wait(POLL_MS)) {
    if (await answers(`${url}/api/health`)) return true;
    if (Date.now() - since < SAY_AFTER_MS) continue;
    since = Date.now();
    console.log("> the server is not ready yet: what waited on disk for the database lands first");
  }
  return false;
}

/** Ends what a killed predecessor left of its server, so that port and database are free for ours. */
export async function endLeftServer(server) {
  if (!server || !isSameProcess(server)) return;
  signalGroup(server.pid, "SIGTERM");
  for (const limit = Date.now() + STOP_LIMIT_MS; signalGroup(server.pid, 0) && Date.now() < limit; ) await wait(POLL_MS);
  signalGroup(server.pid, "SIGKILL");
}
