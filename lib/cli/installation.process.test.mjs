// Commands on the database of an installation: alone with it, and nothing of them is left when they are told to end.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { postmasterPid } from "./embedded-postgres.mjs";
import { isAlive, startOf } from "./process-identity.mjs";

function newFolder() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-installation-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function migrate(folder) {
  const child = spawn(process.execPath, ["lib/cli/migrate.mjs"], { env: { PATH: process.env.PATH, DATA_DIR: folder }, stdio: "ignore" });
  return { child, ended: once(child, "exit") };
}

test("told to end while the database starts: it ends with code 1, and so does the database", { timeout: 60_000 }, async () => {
  const folder = newFolder();
  const { child, ended } = migrate(folder);
  const database = await vi.waitUntil(() => postmasterPid(path.join(folder, "postgres")), { timeout: 40_000, interval: 1 });
  onTestFinished(() => isAlive(database) && process.kill(database, "SIGQUIT"));
  child.kill("SIGINT");
  expect(await ended).toEqual([1, null]);
  expect(isAlive(database)).toBe(false);
  expect(existsSync(path.join(folder, "instance.lock"))).toBe(false);
});

test("a server that a killed start left is ended first", { timeout: 60_000 }, async () => {
  const folder = newFolder();
  const server = spawn("sleep", ["60"], { detached: true, stdio: "ignore" });
  onTestFinished(() => void server.kill("SIGKILL"));
  const killed = { pid: 1, start: "before the last boot", since: "then", nonce: "n" };
  writeFileSync(path.join(folder, "instance.lock"), JSON.stringify({ ...killed, server: { pid: server.pid, start: startOf(server.pid) } }));
  expect(await migrate(folder).ended).toEqual([0, null]);
  expect(isAlive(server.pid)).toBe(false);
});
