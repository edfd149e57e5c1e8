// Two first starts at once on one clone: packages are installed once, and the other one is told who does.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { isAlive, isSameProcess } from "./process-identity.mjs";

const LOCKED = JSON.stringify({ packages: { "": {}, "node_modules/one": { version: "1.0.0" } } });
/** It says that it runs, and has installed what is locked when it is let go on. */
const NPM = `#!/bin/sh
[ -p gate ] || mkfifo gate
echo "$1" >> npm.log
read line < gate
mkdir -p node_modules && cp package-lock.json node_modules/.package-lock.json
`;
const PREPARE =
  'import("./lib/cli/prepare.mjs").then((p) => p.prepareSources({ withTools: false })).catch((error) => { console.log(error.message); process.exitCode = 1; });';

function newClone() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-clone-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync("lib/cli", path.join(folder, "lib/cli"), { recursive: true });
  mkdirSync(path.join(folder, "bin"));
  writeFileSync(path.join(folder, "package-lock.json"), LOCKED);
  writeFileSync(path.join(folder, "bin/npm"), NPM);
  chmodSync(path.join(folder, "bin/npm"), 0o755);
  return folder;
}

function prepare(folder) {
  const env = { PATH: `${path.join(folder, "bin")}:${process.env.PATH}` };
  const child = spawn(process.execPath, ["-e", PREPARE], { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  return { child, ended: once(child, "close").then(([code]) => ({ code, said: said.trim() })) };
}

const runsOf = (folder) => readFileSync(path.join(folder, "npm.log"), "utf8").trim().split("\n");
const isRunning = (folder) => vi.waitUntil(() => existsSync(path.join(folder, "npm.log")), { timeout: 20_000, interval: 10 });
/** The lock, as soon as it says what is waited for. */
function lockIn(folder) {
  const lock = JSON.parse(readFileSync(path.join(folder, ".preparing.lock"), "utf8"));
  return lock.step ? lock : null;
}
const letGoOn = (folder) => writeFileSync(path.join(folder, "gate"), "on\n");

test("the second is refused with the process that installs, and has nothing to do when that is done", { timeout: 60_000 }, async () => {
  const folder = newClone();
  const first = prepare(folder);
  await isRunning(folder);
  expect(await prepare(folder).ended).toEqual({
    code: 1,
    said: expect.stringMatching(
      new RegExp(
        `^Another start installs or builds in this folder: process ${first.child.pid}, since .*\\. Wait until it has, and start again`,
      ),
    ),
  });
  letGoOn(folder);
  expect((await first.ended).code).toBe(0);
  expect(await prepare(folder).ended).toEqual({ code: 0, said: "" });
  expect(runsOf(folder)).toEqual(["ci"]);
  expect(readdirSync(folder).filter((name) => name.startsWith(".preparing"))).toEqual([]);
});

test("one that was killed in the middle is in nobody's way", { timeout: 60_000 }, async () => {
  const folder = newClone();
  const killed = { pid: process.ppid, start: "before the last boot", since: "then", nonce: "n" };
  writeFileSync(path.join(folder, ".preparing.lock"), JSON.stringify(killed));
  const next = prepare(folder);
  await isRunning(folder);
  letGoOn(folder);
  expect((await next.ended).code).toBe(0);
});

test("what one that was killed waited for is ended before the next installs", { timeout: 60_000 }, async () => {
  const folder = newClone();
  const first = prepare(folder);
  await isRunning(folder);
  const { step } = await vi.waitUntil(() => lockIn(folder), { timeout: 20_000, interval: 10 });
  onTestFinished(() => isAlive(step.pid) && process.kill(step.pid, "SIGKILL"));
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  expect(isSameProcess(step)).toBe(true);
  const next = prepare(folder);
  await vi.waitUntil(() => runsOf(folder).length === 2, { timeout: 20_000, interval: 10 });
  expect(isSameProcess(step)).toBe(false);
  letGoOn(folder);
  expect((await next.ended).code).toBe(0);
});
