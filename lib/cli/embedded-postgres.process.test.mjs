// The embedded PostgreSQL after a crash of the whole machine: its file names a process that is somebody else's by now.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startPostgres } from "./embedded-postgres.mjs";
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
