// Finds a Chromium for the browser tests: the one named, Playwright's own, the system's, a download, or the one on npm.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { capture, packageFile } from "./run-step.mjs";

const SYSTEM_BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const DOWNLOAD_HOST = "https://cdn.playwright.dev";
const HOST_LIMIT_MS = 2_000;
const DOWNLOAD_LIMIT_MS = 180_000;

/** A closed network answers with nothing; asking it for a download would cost minutes of retries. */
async function canDownload() {
  try {
    const answer = await fetch(DOWNLOAD_HOST, { method: "HEAD", signal: AbortSignal.timeout(HOST_LIMIT_MS) });
    return answer.status < 500;
  } catch {
    return false;
  }
}

async function download() {
  if (!(await canDownload())) return false;
  const { code } = await capture(
    process.execPath,
    [packageFile("@playwright/test", "cli.js"), "install", "chromium-headless-shell", "chromium"],
    {
      timeout: DOWNLOAD_LIMIT_MS,
    },
  );
  return code === 0;
}

/** The machine's fonts and the ones that came along, whichever are there: this Chromium ends itself when it finds none for a letter. */
function fontSettings(folder) {
  const file = path.join(folder, "fonts-of-both.conf");
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    "<fontconfig>",
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    `<dir>${path.join(folder, "fonts")}</dir>`,
    `<cachedir>${path.join(folder, "fonts-cache")}</cachedir>`,
    "</fontconfig>",
  ];
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}

/** @sparticuz/chromium carries the libraries it needs, but unpacks them only where it believes to be on a Lambda. */
async function fromNpm() {
  if (process.platform !== "linux") return null;
  const folder = path.join(os.tmpdir(), "octomind-dashboard-chromium");
  mkdirSync(folder, { recursive: true });
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" });
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    const program = await chromium.executablePath();
    const libraries = [path.join(folder, "al2023/lib"), before.LD_LIBRARY_PATH].filter(Boolean).join(":");
    const env = { CHROMIUM_PATH: program, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fontSettings(folder) };
    return { name: "the Chromium from npm", env };
  } finally {
    // It sets more than it is asked for, among it a folder of fonts that is not there.
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** `env` is what Playwright has to be started with. Throws words that say how to get a browser. */
export async function findBrowser() {
  if (process.env.CHROMIUM_PATH) return { name: process.env.CHROMIUM_PATH, env: {} };
  const { chromium } = await import("@playwright/test");
  const own = { name: "Playwright's Chromium", env: { CHROMIUM_PATH: "" } };
  if (existsSync(chromium.executablePath())) return own;
  const installed = SYSTEM_BROWSERS.find((file) => existsSync(file));
  if (installed) return { name: installed, env: { CHROMIUM_PATH: installed } };
  if ((await download()) && existsSync(chromium.executablePath())) return own;
  const packaged = await fromNpm();
  if (packaged) return packaged;
  throw new Error(
    "No browser was found for the browser tests. Run `npx playwright install chromium`, or set CHROMIUM_PATH to a Chromium or Chrome.",
  );
}
