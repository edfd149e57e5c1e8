// `node --import tsx bench/long-session.ts` (after `npm start` or `npm test` built the pages): how a session of ten thousand events opens and scrolls beside
// one of fifty, in one browser with its processor slowed down four times. Rounds are interleaved; the short session against itself is the control.
import type { Page } from "@playwright/test";
import { newSession, send, signIn } from "@/e2e/people";
import { withRealApp } from "./real-app";
import { median } from "./rounds";

const ROUNDS = 7;
const SLOWER = 4;
/** Two events each: the call and its result. */
const LONG = ["[repeat 100 schedule {}]", "[repeat 4600 schedule {}]", ...Array.from({ length: 12 }, () => "[repeat 12 schedule {}]")];
const SHORT = ["[repeat 10 schedule {}]", "[repeat 10 schedule {}]"];

async function makeSession(page: Page, messages: readonly string[]): Promise<string> {
  const url = await newSession(page, `${messages.length} messages`);
  for (const message of [...messages, "the last one"]) await send(page, message);
  await page.getByText("Answer to: the last one").waitFor({ timeout: 180_000 });
  return url;
}

/** Milliseconds until the last answer is drawn, until one can write, and how many nodes the page has. */
async function open(page: Page, url: string) {
  const since = performance.now();
  await page.goto(url, { waitUntil: "commit" });
  await page.getByText("Answer to: the last one").waitFor();
  const drawn = performance.now() - since;
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>("textarea[aria-label=Message]")?.readOnly === false);
  return { drawn, ready: performance.now() - since, nodes: await page.evaluate(() => document.querySelectorAll("*").length) };
}

/** Frames longer than 50 ms, and the longest, while the wheel turns for some seconds. */
async function scroll(page: Page): Promise<{ slow: number; longest: number; frames: number }> {
  await page.mouse.move(700, 300);
  const watched = page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const frames: number[] = [];
        let last = performance.now();
        const end = last + 4_000;
        const look = (now: number) => {
          frames.push(now - last);
          last = now;
          if (now < end) requestAnimationFrame(look);
          else resolve(frames.slice(1));
        };
        requestAnimationFrame(look);
      }),
  );
  for (let turn = 0; turn < 60; turn += 1) await page.mouse.wheel(0, turn % 20 < 14 ? -240 : 240);
  const frames = await watched;
  return { slow: frames.filter((ms) => ms > 50).length, longest: Math.max(...frames), frames: frames.length };
}

await withRealApp(async ({ freshPage }) => {
  const page = await freshPage();
  await signIn(page);
  const urls = {
    short: await makeSession(page, SHORT),
    "short again": await makeSession(page, SHORT),
    long: await makeSession(page, LONG),
  };
  const client = await page.context().newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const rows = Object.entries(urls).map(([name, url]) => ({ name, url, drawn: [] as number[], ready: [] as number[], nodes: 0 }));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const row of round % 2 ? rows : rows.toReversed()) {
      const { drawn, ready, nodes } = await open(page, row.url);
      if (round === 0) continue; // the first of each fills the caches
      row.drawn.push(drawn);
      row.ready.push(ready);
      row.nodes = nodes;
    }
  }
  for (const { name, drawn, ready, nodes } of rows)
    console.log(
      `${name}: last answer drawn ${median(drawn).toFixed(0)} ms, writable ${median(ready).toFixed(0)} ms, ${nodes} nodes (medians of ${ROUNDS})`,
    );
  const [short, again, long] = rows.map(({ ready }) => median(ready));
  if (short && again && long) console.log(`long / short ${(long / short).toFixed(2)}, short again / short ${(again / short).toFixed(2)}`);
  for (const { name, url } of rows) {
    await open(page, url);
    const { slow, longest, frames } = await scroll(page);
    console.log(`${name}: scrolled ${frames} frames, ${slow} above 50 ms, longest ${longest.toFixed(0)} ms`);
  }
});
