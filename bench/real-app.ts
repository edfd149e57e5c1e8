// What every bench in a browser needs: the built application on an empty database, a real Chromium, and both ended whatever happens.
import { type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { type App, startApp, stopApp } from "@/e2e/app-process";
// @ts-expect-error: plain JavaScript without types
import { findBrowser } from "@/lib/cli/find-browser.mjs";

export type FreshPage = (options?: BrowserContextOptions) => Promise<Page>;
export type RealApp = { app: App; freshPage: FreshPage };

/** `freshPage` opens a page in a context of its own: no cookies, no cache. */
export async function withBrowser(baseURL: string, work: (freshPage: FreshPage) => Promise<void>): Promise<void> {
  const found = await findBrowser();
  Object.assign(process.env, found.env);
  const browser = await chromium.launch({
    ...(found.env.CHROMIUM_PATH ? { executablePath: found.env.CHROMIUM_PATH } : {}),
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  const freshPage: FreshPage = async (options = {}) => {
    const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 800 }, ...options });
    // What runs TypeScript here names functions by a helper that the page does not have.
    await context.addInitScript("globalThis.__name = (named) => named");
    return context.newPage();
  };
  try {
    await work(freshPage);
  } finally {
    await browser.close();
  }
}

/** `environment`: what the application gets besides. */
export async function withRealApp(work: (real: RealApp) => Promise<void>, environment: Record<string, string> = {}): Promise<void> {
  const app = await startApp(environment);
  try {
    await withBrowser(app.url, (freshPage) => work({ app, freshPage }));
  } finally {
    await stopApp(app);
  }
}
