// Runs the browser tests against a production build, and counts them.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { findBrowser } from "./find-browser.mjs";
import { packageFile, root } from "./run-step.mjs";

const REPORT = path.join(root, "test-results/playwright.json");

function readCounts() {
  try {
    const { stats, errors } = JSON.parse(readFileSync(REPORT, "utf8"));
    return { passed: stats.expected + stats.flaky, failed: Math.max(stats.unexpected, errors.length > 0 ? 1 : 0), skipped: stats.skipped };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }; // it ended before it could report
  }
}

export async function runPlaywright(pattern) {
  rmSync(REPORT, { force: true });
  const browser = await findBrowser();
  console.log(`> browser tests in ${browser.name}`);
  const { DATABASE_URL: _theirs, ...env } = process.env;
  const child = spawn(process.execPath, [packageFile("@playwright/test", "cli.js"), "test", "-c", "e2e", ...(pattern ? [pattern] : [])], {
    cwd: root,
    env: { ...env, ...browser.env, PLAYWRIGHT_JSON_OUTPUT_FILE: REPORT },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [code] = await once(child, "exit");
  const { passed, failed, skipped } = readCounts();
  return { passed, skipped, failed: code !== 0 ? Math.max(failed, 1) : failed };
}
