// `npm start` that comes to nothing: with a wrong environment, or told to end before it serves.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { postmasterPid } from "./embedded-postgres.mjs";
import { freePort } from "./free-port.mjs";
import { lockInstance } from "./instance-lock.mjs";
import { isAlive } from "./process-identity.mjs";
import { capture } from "./run-step.mjs";

test("a wrong environment ends the start before anything is started", async () => {
  const folder = path.join(os.tmpdir(), `octomind-dashboard-never-${process.pid}`);
  const env = { PATH: process.env.PATH, DATA_DIR: folder, PORT: "http", APP_SECRET: "short", OCTOMIND_TOKEN: "token" };
  const { code, output } = await capture(process.execPath, ["lib/cli/start.mjs", "--prebuilt"], { env });
  expect(code).toBe(1);
  expect(output.split("\n")).toEqual([
    "The environment is wrong, so nothing was started:",
    "  PORT must be a whole number",
    "  APP_SECRET must be at least 32 characters; leave it empty to have one generated",
    "  OCTOMIND_TOKEN needs OCTOMIND_URL as well",
    "Every variable is described in .env.example.",
    "",
  ]);
  expect(existsSync(folder)).toBe(false);
}, 20_000);

test("a start beside a dashboard that runs is refused before packages or settings are looked at: they would be made anew under it", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-start-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const lock = lockInstance(folder);
  onTestFinished(() => lock.release());
  const env = { PATH: process.env.PATH, DATA_DIR: folder, PORT: "http" };
  const { code, output } = await capture(process.execPath, ["lib/cli/start.mjs"], { env });
  expect(code).toBe(1);
  expect(output).toMatch(/^A dashboard already runs on this data directory: process \d+, since [^\n]*\n$/);
}, 20_000);

test("an end that comes while the database starts ends the database as well", { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-start-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env = { PATH: process.env.PATH, DATA_DIR: folder, PORT: String(await freePort()) };
  const start = spawn(process.execPath, ["lib/cli/start.mjs", "--prebuilt"], { env, stdio: "ignore" });
  const ended = once(start, "exit");
  const pid = await vi.waitUntil(() => postmasterPid(path.join(folder, "postgres")), { timeout: 40_000, interval: 1 });
  onTestFinished(() => isAlive(pid) && process.kill(pid, "SIGQUIT"));
  start.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(path.join(folder, "instance.lock"))).toBe(false);
});

test("a reader of its words that goes away is nothing to it", { timeout: 60_000 }, async () => {
  const program = `import { runStep } from "./lib/cli/run-step.mjs";
    process.stderr.write("ready");
    process.stdin.once("data", async () => {
      for (let n = 0; n < 3; n += 1) await runStep("a step", process.execPath, ["-e", ""]);
      process.exit(7);
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["pipe", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit");
  await once(child.stderr, "data");
  child.stdout.destroy();
  await once(child.stdout, "close");
  child.stdin.write("go\n");
  expect(await ended).toEqual([7, null]);
});
