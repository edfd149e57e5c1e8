// Runs one long step of a command, says how many seconds it took, and shows its output when it fails.
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the clone. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** A file inside an installed package. */
export function packageFile(name, file) {
  return path.join(root, "node_modules", name, file);
}

export function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

/** Whoever read what we say may be gone (`npm start | head`): that is no reason to die and leave running what was started. */
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

const runningSteps = new Set();
let isEnding = false;

/** Ends the programs that steps are waiting for, when the whole command is told to end; no other step begins. */
export function endRunningSteps() {
  isEnding = true;
  for (const child of runningSteps) child.kill("SIGTERM");
}

/** Calls `end` when this command is told to end, instead of dying at once. */
export function onSignals(end) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(signal));
}

/** Runs a program in the clone and gives its exit code and everything it wrote. `onStart(pid)` is called when it runs. */
export function capture(program, args, { env = process.env, timeout, onStart } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env, timeout, stdio: ["ignore", "pipe", "pipe"] });
    runningSteps.add(child);
    if (onStart) child.once("spawn", () => onStart(child.pid));
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.once("error", (error) => resolve({ code: 1, output: error.message }));
    child.once("close", (code) => {
      runningSteps.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** A terminal is told every second how long a step takes already; a file only when it is over. */
function tellSeconds(title, since) {
  if (!process.stdout.isTTY) return () => {};
  const ticking = setInterval(() => process.stdout.write(`\r> ${title} ... ${Math.round((Date.now() - since) / 1000)} s`), 1000);
  return () => {
    clearInterval(ticking);
    process.stdout.write(`\r> ${title} ...`);
  };
}

/** Runs a step quietly; throws with its output when it fails. */
export async function runStep(title, program, args, { env = process.env, quiet = false, onStart } = {}) {
  if (isEnding) throw new Error("It was told to end.");
  const since = Date.now();
  if (!quiet) process.stdout.write(`> ${title} ...`);
  const toldSeconds = quiet ? () => {} : tellSeconds(title, since);
  const { code, output } = await capture(program, args, { env, onStart });
  toldSeconds();
  if (!quiet) process.stdout.write(` ${code === 0 ? seconds(since) : "failed"}\n`);
  if (code !== 0) throw new Error(`${title} failed (${code}):\n${output.trim()}`);
}
