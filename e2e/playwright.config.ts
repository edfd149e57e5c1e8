import { defineConfig } from "@playwright/test";

const isRoot = process.getuid?.() === 0;

/** A browser keeps a process in reserve for each page it may show next: as many again as tests use, and a tenth of their time. */
const NO_RESERVE = ["--renderer-process-limit=1", "--process-per-site", "--disable-site-isolation-trials"];

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../test-results/playwright",
  globalSetup: "./global-setup.ts",
  timeout: 60_000,
  // What is tried until it passes is tried again soon: a wheel that is turned once a second takes half a minute to get anywhere.
  expect: { timeout: 10_000, toPass: { intervals: [100] } },
  // Browsers wait a third of the time: on two cores, three at once take four fifths of the time of two.
  workers: 3,
  // On a machine with other work a page can take longer than a test waits; a test that fails twice has failed.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? "../test-results/playwright.json" }]],
  use: {
    // Set by global-setup.ts, before a worker reads it.
    ...(process.env.APP_URL ? { baseURL: process.env.APP_URL } : {}),
    trace: "on-first-retry",
    screenshot: "only-on-failure",
    // Without a graphics card, what moves takes a tenth of the time. Talking and what opens over a page is tried with it.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: [...NO_RESERVE, ...(isRoot ? ["--no-sandbox"] : [])],
    },
  },
});
