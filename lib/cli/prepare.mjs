// Makes a clone ready to run: packages installed, pages built; each only when its inputs changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { holdLock } from "./instance-lock.mjs";
import { isSameProcess, startOf } from "./process-identity.mjs";
import { packageFile, root, runStep, seconds } from "./run-step.mjs";
import { noteServing, refuseIfServed } from "./served-build.mjs";

const NODE_VERSIONS = "20.19 or newer, 22.12 or newer, or 24";

/** Only what ends up in a build; commands and tests do not. */
export const SOURCE_PLACES = [
  "app",
  "components",
  "lib",
  "server.ts",
  "instrumentation-client.ts",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];
const NOT_BUILT = /(^|\/)(lib\/cli|lib\/testing)(\/|$)|\.test\.(tsx?|mjs)$/;

function isSupported([major, minor]) {
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
}

export function checkNode() {
  if (isSupported(process.versions.node.split(".").map(Number))) return;
  console.error(`Node ${process.version} cannot run this. Use ${NODE_VERSIONS}.`);
  process.exit(1);
}

function filesUnder(place) {
  if (NOT_BUILT.test(place) || !existsSync(path.join(root, place))) return [];
  if (statSync(path.join(root, place)).isFile()) return [place];
  return readdirSync(path.join(root, place)).flatMap((name) => filesUnder(path.join(place, name)));
}

function fingerprint(places) {
  const hash = createHash("sha256").update(process.versions.node);
  for (const file of places.flatMap(filesUnder).sort()) hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

const stamps = path.join(root, "node_modules/.stamps");

/** Called by whoever begins to serve what was prepared. */
export const noteServed = () => noteServing(stamps);

const alreadyMakes = ({ pid, since }) =>
  `Another start installs or builds in this folder: process ${pid}, since ${since}. Wait until it has, and start again; or use another clone.`;

const END_LIMIT_MS = 5_000;
const POLL_MS = 25;

/** Ends the program that a killed predecessor waited for: it runs on, and would install or build beside ours. */
async function endLeftStep(step) {
  for (const signal of ["SIGTERM", "SIGKILL"]) {
    if (!step || !isSameProcess(step)) return;
    try {
      process.kill(step.pid, signal);
    } catch (error) {
      if (error.code === "ESRCH") return; // it ended by itself meanwhile
      throw error;
    }
    for (const limit = Date.now() + END_LIMIT_MS; isSameProcess(step) && Date.now() < limit; ) await wait(POLL_MS);
  }
}

/**
 * Runs `make` where `isMade` says no, and alone: two at once would take packages and pages from under each other, whatever their data
 * directories are. `make` is given what notes the program that it waits for.
 */
async function makeAlone(isMade, make) {
  if (isMade()) return;
  const lock = holdLock(path.join(root, ".preparing.lock"), alreadyMakes);
  try {
    await endLeftStep(lock.left?.step);
    if (!isMade()) await make((pid) => lock.note({ step: { pid, start: startOf(pid) } }));
  } finally {
    lock.release();
  }
}

/** Runs `make` unless it succeeded before on the same inputs and its results are still there. */
function whenChanged(name, places, results, make) {
  const stamp = path.join(stamps, name);
  const wanted = fingerprint(places);
  const isThere = () => results.every((file) => existsSync(path.join(root, file)));
  const isMade = () => isThere() && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
  return makeAlone(isMade, async (onStart) => {
    refuseIfServed(stamps);
    rmSync(stamp, { force: true });
    await make(onStart);
    mkdirSync(stamps, { recursive: true });
    writeFileSync(stamp, wanted);
  });
}

const readPackages = (file) => JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;

/** Whether what is locked is installed: all that a start needs, or with the tools that tests need besides. */
function isInstalled(installed, { withTools }) {
  return Object.entries(readPackages("package-lock.json")).every(
    ([place, { version, dev, optional, devOptional }]) =>
      place === "" || installed[place]?.version === version || ((optional || devOptional) && !installed[place]) || (dev && !withTools),
  );
}

/** npm writes down what it installed last, and does so at the very end: a broken install never looks complete. */
function readInstalled() {
  const record = "node_modules/.package-lock.json";
  return existsSync(path.join(root, record)) ? readPackages(record) : null;
}

/** A first start need not wait for browsers and compilers that only tests use; they are added when something asks for them. */
async function install(wanted, onStart) {
  const installed = readInstalled();
  const flags = ["--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  // Adding takes nothing away from a server that runs on these packages; `npm ci` removes them first.
  if (installed && isInstalled(installed, { withTools: false }))
    await runStep("installing tools for tests", "npm", ["install", "--no-save", "--include=dev", ...flags], { onStart });
  else {
    if (installed) refuseIfServed(stamps);
    await runStep("installing packages", "npm", ["ci", wanted.withTools ? "--include=dev" : "--omit=dev", ...flags], { onStart });
  }
}

async function buildPages(onStart) {
  // Types that `next dev` left for a page that is gone would break the build.
  rmSync(path.join(root, ".next/dev/types"), { recursive: true, force: true });
  await runStep("building the pages", process.execPath, [packageFile("next", "dist/bin/next"), "build"], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    onStart,
  });
}

async function bundle(names) {
  const { bundlePrograms } = await import("./bundle.mjs");
  const since = Date.now();
  await bundlePrograms(names);
  console.log(`> bundling ${names.join(" and ")} ... ${seconds(since)}`);
}

/** Installed: enough to build and run, and with tools for checks and tests. */
export async function prepareSources({ withTools } = { withTools: true }) {
  checkNode();
  const isThere = () => isInstalled(readInstalled() ?? {}, { withTools });
  await makeAlone(isThere, (onStart) => install({ withTools }, onStart));
  // The pages' own types are declared by a file that Next writes at its first run, and that tsc needs before it.
  const nextTypes = path.join(root, "next-env.d.ts");
  if (!existsSync(nextTypes))
    writeFileSync(nextTypes, '/// <reference types="next" />\n/// <reference types="next/image-types/global" />\n');
}

/** For development: Next compiles pages by itself, the demo agent is always run as a bundle. */
export async function prepareDevelopment() {
  await bundle(["demo-agent"]);
}

/** For production: pages and programs, when a source changed. */
export async function prepareBuild() {
  await whenChanged("build", SOURCE_PLACES, [".next/BUILD_ID", ".next/server.mjs", ".next/demo-agent.mjs"], async (onStart) => {
    await buildPages(onStart);
    await bundle(["server", "demo-agent"]);
  });
}
