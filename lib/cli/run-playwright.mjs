// Runs the browser tests against a production build, and counts them.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import path from "node:path";
import { findBrowser } from "./find-browser.mjs";
import { packageFile, root } from "./run-step.mjs";
import { judge, readPlaywrightReport } from "./test-reports.mjs";

const REPORT = path.join(root, "test-results/playwright.json");

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
  return judge(readPlaywrightReport(REPORT), code);
}
