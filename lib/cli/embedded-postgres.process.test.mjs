// The embedded PostgreSQL after a crash of the whole machine: its file names a process that is somebody else's by now.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { postmasterPid, settingsOf, startPostgres } from "./embedded-postgres.mjs";
import { freePort } from "./free-port.mjs";
import { isAlive } from "./process-identity.mjs";

test("starts where the number of the one that was killed is another program's, and leaves that alone", { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-stale-"));
  const stranger = spawn("sleep", ["60"], { stdio: "ignore" });
  onTestFinished(() => {
    stranger.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  const first = await startPostgres({ folder, isThrowaway: true });
  const pidFile = path.join(folder, "cluster/postmaster.pid");
  const [pid, ...rest] = readFileSync(pidFile, "utf8").split("\n");
  process.kill(Number(pid), "SIGKILL");
  await expect.poll(first.isRunning).toBe(false);
  writeFileSync(pidFile, [stranger.pid, ...rest].join("\n"));

  const second = await startPostgres({ folder, isThrowaway: true });
  onTestFinished(second.stop);
  expect(second).toMatchObject({ adopted: false });
  await second.stop();
  expect(isAlive(stranger.pid)).toBe(true);
});

/** A database that was killed, and whose next start hangs in the reading of its log: as long as `hold` holds it. */
async function crashed() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-slow-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const first = await startPostgres({ folder, isThrowaway: true });
  const killed = postmasterPid(folder);
  process.kill(killed, "SIGKILL");
  await expect.poll(first.isRunning).toBe(false);
  const hold = async () => {
    const another = () => [postmasterPid(folder)].find((pid) => pid !== null && pid !== killed);
    const pid = await vi.waitUntil(another, { timeout: 10_000, interval: 1 });
    process.kill(pid, "SIGSTOP");
    return pid;
  };
  return { folder, hold };
}

test("one that takes long to put itself in order is waited for", { timeout: 60_000 }, async () => {
  const { folder, hold } = await crashed();
  const starting = startPostgres({ folder, isThrowaway: true });
  const pid = await hold();
  const now = Date.now;
  vi.spyOn(Date, "now").mockImplementation(() => now() + 5 * 60_000);
  const words = vi.spyOn(console, "log").mockImplementation(() => {});
  onTestFinished(() => vi.restoreAllMocks());
  await expect.poll(() => words.mock.calls.flat()).toEqual([expect.stringContaining("is not ready yet")]);
  process.kill(pid, "SIGCONT");
  await (await starting).stop();
});

test("one that is still starting ends when it is told to", { timeout: 60_000 }, async () => {
  const { folder, hold } = await crashed();
  const ending = new AbortController();
  const starting = startPostgres({ folder, isThrowaway: true, signal: ending.signal });
  const pid = await hold();
  ending.abort();
  process.kill(pid, "SIGCONT");
  await expect(starting).rejects.toThrow("it was told to end");
  expect(isAlive(pid)).toBe(false);
});

test("one at another port than the one that is known is no use: it is started again at that", { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-port-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const backups = await startPostgres({ folder, isThrowaway: true });
  onTestFinished(backups.stop);
  const port = await freePort();
  const ours = await startPostgres({ folder, port, isThrowaway: true });
  onTestFinished(ours.stop);
  expect(ours).toMatchObject({ port, adopted: false });
  await expect.poll(backups.isRunning).toBe(false);
});

test("a database whose password was lost is said to be one: a new password would open nothing", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-password-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, "cluster"));
  writeFileSync(path.join(folder, "cluster/PG_VERSION"), "17");
  await expect(startPostgres({ folder })).rejects.toThrow(`${path.join(folder, "password")} is missing`);
  expect(readdirSync(folder)).toEqual(["cluster"]);
});

test("on macOS a commit that counts goes through the disk's own cache, and no other does", () => {
  const through = "wal_sync_method=fsync_writethrough";
  expect(settingsOf({ isThrowaway: false, isSynced: true }, "darwin")).toContain(through);
  expect(settingsOf({ isThrowaway: false, isSynced: true }, "linux")).not.toContain(through);
  for (const isThrowaway of [true, false]) expect(settingsOf({ isThrowaway, isSynced: false }, "darwin")).not.toContain(through);
});
