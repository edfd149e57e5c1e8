// `node --import tsx bench/page-weight.ts` (after `npm start` or `npm test` built the pages): what of JavaScript each page loads in a real browser, gzip.
// The empty page is what the framework loads by itself on the same build: the chunks that its manifest says every page needs (rootMainFiles).
import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { newSession, send, signIn } from "@/e2e/people";
import { withRealApp } from "./real-app";

type Weight = { name: string; bytes: number; files: number };
const BUILT = path.resolve(import.meta.dirname, "../.next");

const gzipped = (text: string | Buffer): number => gzipSync(text, { level: 9 }).length;

function emptyPage(): Weight {
  const { rootMainFiles } = JSON.parse(readFileSync(path.join(BUILT, "build-manifest.json"), "utf8")) as { rootMainFiles: string[] }; // as: Next's own file
  const bytes = rootMainFiles.reduce((sum, file) => sum + gzipped(readFileSync(path.join(BUILT, file))), 0);
  return { name: "empty page", bytes, files: rootMainFiles.length };
}

/** Every script that the page fetches until the network is quiet for a while, what it fetches ahead included, and which of them the first paint waits for. */
async function weigh(page: Page, name: string, open: () => Promise<unknown>): Promise<Weight[]> {
  const sizes = new Map<string, number>();
  const reading: Promise<void>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    reading.push(response.body().then((body) => void sizes.set(response.url(), gzipped(body))));
  });
  await open();
  const inDocument = await page.evaluate(() => {
    const loaded = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming; // as: that is its entry
    const scripts = performance
      .getEntriesByType("resource")
      .filter((entry) => (entry as PerformanceResourceTiming).initiatorType === "script"); // as: of "resource"
    return scripts.filter((entry) => entry.startTime < loaded.domContentLoadedEventEnd).map((entry) => entry.name);
  });
  await page.waitForLoadState("networkidle");
  await Promise.all(reading);
  const sum = (names: Iterable<string>) => [...names].reduce((total, url) => total + (sizes.get(url) ?? 0), 0);
  for (const [url, bytes] of [...sizes].toSorted((a, b) => b[1] - a[1]).slice(0, 8))
    console.log(`  ${name}: ${bytes} ${url.split("/").at(-1)}`);
  return [
    { name: `${name}, before it is loaded`, bytes: sum(inDocument), files: inDocument.length },
    { name: `${name}, all in all`, bytes: sum(sizes.keys()), files: sizes.size },
  ];
}

await withRealApp(async ({ freshPage }) => {
  const out = await freshPage();
  const signInPage = await weigh(out, "sign-in", () => out.goto("/sign-in"));
  const first = await freshPage();
  await signIn(first);
  const url = await newSession(first, "Weighed");
  await send(first, "the only one");
  await first.getByText("Answer to: the only one").waitFor();
  const cookies = await first.context().cookies();
  const second = await freshPage();
  await second.context().addCookies(cookies);
  const session = await weigh(second, "session", async () => {
    await second.goto(url);
    await second.getByText("Answer to: the only one").waitFor();
  });
  const empty = emptyPage();
  for (const { name, bytes, files } of [empty, ...signInPage, ...session])
    console.log(`${name}: ${(bytes / 1_000).toFixed(1)} kB gzip in ${files} files, ${(bytes / empty.bytes).toFixed(2)} of the empty page`);
});
