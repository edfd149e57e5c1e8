// `npm start` with a wrong environment: everything that is wrong is said, and nothing is started or written.
import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
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
