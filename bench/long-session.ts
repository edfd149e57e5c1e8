// `node --import tsx bench/long-session.ts` (after `npm start` or `npm test` built the pages): how a session of ten thousand events, with 200 edits and a
// result of 3 MB, opens and scrolls beside one of fifty, in one browser with its processor slowed down four times. Rounds are interleaved; the short
// session against itself is the control.
import type { CDPSession, Page } from "@playwright/test";
import { newSession, send, signIn } from "@/e2e/people";
import { withRealApp } from "./real-app";
import { median } from "./rounds";
import { openStill } from "./still-copy";

const ROUNDS = 7;
const SLOWER = 4;
const EDITS = 4;
/** As far as the wheel goes up, and a little more. */
const SCROLLED_PX = 9_000;
const edits = (turns: number) => Array.from({ length: turns }, (_, no) => `[edits ${EDITS} ${no * EDITS}] edit ${no}`);
const RESULT = JSON.stringify({
  tool: "report",
  server: "x",
  params: {},
  content: "a row of a long report that says nothing new\n",
  times: 66_700,
});
/** Two events for each call: itself and its result. The 3 MB and the last 4 of 200 edits are what the page opens at. */
const LONG = ["[repeat 100 schedule {}]", "[repeat 4580 schedule {}]", ...edits(49), `[play ${RESULT}] report`, ...edits(1)];
const SHORT = edits(4);

/** All of it is sent at once and waits in the session's queue. */
async function makeSession(page: Page, messages: readonly string[]): Promise<string> {
  const url = await newSession(page, `${messages.length} messages`);
  for (const message of [...messages, "the last one"]) await send(page, message);
  await page.getByText("Answer to: the last one").waitFor({ timeout: 180_000 });
  return url;
}

/** Milliseconds until the last answer is drawn, until one can write, how many nodes the page has, and how long its main thread was busy. */
async function open(page: Page, client: CDPSession, url: string) {
  const since = performance.now();
  await page.goto(url, { waitUntil: "commit" });
  await page.getByText("Answer to: the last one").waitFor();
  const drawn = performance.now() - since;
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>("textarea[aria-label=Message]")?.readOnly === false);
  const ready = performance.now() - since;
  return { drawn, ready, busy: await busyOf(client), nodes: await page.evaluate(() => document.querySelectorAll("*").length) };
}

/** Processor time of the page's main thread since it was loaded, in milliseconds: other work on the machine does not count. */
async function busyOf(client: CDPSession): Promise<number> {
  const { metrics } = await client.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1_000;
}

/** Frames longer than 50 ms, and the longest, while the wheel turns for some seconds. */
async function scroll(page: Page, client: CDPSession) {
  const before = await busyOf(client);
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
  const busy = (await busyOf(client)) - before;
  return { slow: frames.filter((ms) => ms > 50).length, longest: Math.max(...frames), frames: frames.length, busy };
}

async function sayScroll(name: string, page: Page, client: CDPSession): Promise<void> {
  const { slow, longest, frames, busy } = await scroll(page, client);
  console.log(
    `${name}: scrolled ${frames} frames, ${slow} above 50 ms, longest ${longest.toFixed(0)} ms, main thread busy ${busy.toFixed(0)} ms`,
  );
}

/** A tab of which the processor time is known and the processor is slowed down. */
async function slowed(page: Page): Promise<CDPSession> {
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable", { timeDomain: "threadTicks" });
  await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  return client;
}

/** Goes up to the 3 MB, opens them and has all of them fetched. */
async function showResult(page: Page): Promise<void> {
  const card = page.getByRole("group", { name: /^Report/ }).last();
  await page.mouse.move(700, 300);
  // The tab is where it was left after the scrolling before.
  await page.getByRole("button", { name: "To the end" }).click();
  const isInView = async () => (await card.count()) > 0 && ((await card.boundingBox())?.y ?? -1) > 60;
  for (let tries = 0; tries < 60 && !(await isInView()); tries += 1) {
    await page.mouse.wheel(0, -300);
    await page.waitForTimeout(300);
  }
  const head = card.getByRole("button").first();
  if ((await head.getAttribute("aria-expanded")) === "false") await head.click();
  await card.getByRole("button", { name: "Show all", exact: true }).click();
  await card.getByText(/^[\d,]+ of 3,001,500 characters$/).waitFor();
}

await withRealApp(async ({ freshPage }) => {
  const page = await freshPage();
  await signIn(page);
  const short = await makeSession(page, SHORT);
  const urls = { short, "short again": short, long: await makeSession(page, LONG) };
  const client = await slowed(page);
  const rows = Object.entries(urls).map(([name, url]) => ({ name, url, drawn: [0], ready: [0], busy: [0], nodes: 0 }));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const row of round % 2 ? rows : rows.toReversed()) {
      const { drawn, ready, busy, nodes } = await open(page, client, row.url);
      // The first of each fills the caches.
      row.drawn[round] = drawn;
      row.ready[round] = ready;
      row.busy[round] = busy;
      row.nodes = nodes;
    }
  }
  const mid = (figures: readonly number[]) => median(figures.slice(1));
  for (const { name, drawn, ready, busy, nodes } of rows)
    console.log(
      `${name}: last answer drawn ${mid(drawn).toFixed(0)} ms, writable ${mid(ready).toFixed(0)} ms, main thread busy ${mid(busy).toFixed(0)} ms, ${nodes} nodes (medians of ${ROUNDS})`,
    );
  const [one, again, long] = rows;
  for (const figure of ["drawn", "ready", "busy"] as const)
    if (one && again && long)
      console.log(
        `${figure}: long / short ${(mid(long[figure]) / mid(one[figure])).toFixed(2)}, short again / short ${(mid(again[figure]) / mid(one[figure])).toFixed(2)}`,
      );
  for (const { name, url } of [...rows, ...rows.slice(-1).map((row) => ({ ...row, name: "long, the 3 MB opened" }))]) {
    await open(page, client, url);
    if (name.includes("opened")) await showResult(page);
    await sayScroll(name, page, client);
  }
  // What of it is the browser's own: the same rows, all of them there, and no script.
  await open(page, client, urls.long);
  const still = await openStill(page, SCROLLED_PX);
  await sayScroll("the rows of the long one without a script", still, await slowed(still));
});
