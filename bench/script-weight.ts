// What of JavaScript a page fetches in a real browser, gzip.
import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";

export type Weight = { name: string; bytes: number; files: number };

/** Its files come the largest first. */
export type Weighed = { loading: Weight; all: Weight; largest: string[] };

export const gzipped = (text: string | Buffer): number => gzipSync(text, { level: 9 }).length;

/** Every script that the page fetches until the network is quiet for a while, what it fetches ahead included, and which of them the first paint waits for. */
export async function weigh(page: Page, name: string, open: () => Promise<unknown>): Promise<Weighed> {
  const sizes = new Map<string, number>();
  const reading: Promise<void>[] = [];
  const look = (response: Response) => {
    if (response.request().resourceType() !== "script") return;
    reading.push(response.body().then((body) => void sizes.set(response.url(), gzipped(body))));
  };
  page.on("response", look);
  await open();
  const inDocument = await page.evaluate(() => {
    const loaded = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming; // as: that is its entry
    const scripts = performance
      .getEntriesByType("resource")
      .filter((entry) => (entry as PerformanceResourceTiming).initiatorType === "script"); // as: of "resource"
    return scripts.filter((entry) => entry.startTime < loaded.domContentLoadedEventEnd).map((entry) => entry.name);
  });
  await page.waitForLoadState("networkidle");
  // What comes later is not weighed, and may end with the page.
  page.off("response", look);
  await Promise.all(reading);
  const sum = (names: Iterable<string>) => [...names].reduce((total, url) => total + (sizes.get(url) ?? 0), 0);
  const largest = [...sizes].toSorted((a, b) => b[1] - a[1]).map(([url, bytes]) => `${bytes} ${url.split("/").at(-1)}`);
  return {
    loading: { name: `${name}, before it is loaded`, bytes: sum(inDocument), files: inDocument.length },
    all: { name: `${name}, all in all`, bytes: sum(sizes.keys()), files: sizes.size },
    largest,
  };
}
