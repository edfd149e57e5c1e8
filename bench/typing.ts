// `node --import tsx bench/typing.ts` (after `npm start` or `npm test` built the pages): from a key to the paint that shows it, as the browser itself times
// its events, with the processor slowed down four times: while nothing happens, and while about 20 events a second arrive in a session of some length.
import type { Page, WebSocket } from "@playwright/test";
import { composer, newSession, send, signIn } from "@/e2e/people";
import { withRealApp } from "./real-app";
import { median, quantile } from "./rounds";

const SLOWER = 4;
const KEYS = 300;
const GAP_MS = 60;
const WORDS = "the quick brown fox jumps over the lazy dog ";
/** Two events each. */
const BEFORE = "[repeat 500 schedule {}]";
const MEANWHILE = '[repeat 900 slowecho {"seconds":0.09}]';

type Watched = { keys: number[]; events: number };

/** The browser tells of no event quicker than 16 ms; those count as 16. */
async function type(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(globalThis, { seenKeys: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === "keydown") seen.push(entry.duration);
    }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit); // as: the type does not know the threshold yet
  });
  await composer(page).fill("");
  await composer(page).focus();
  for (let index = 0; index < KEYS; index += 1) {
    await page.keyboard.press(WORDS[index % WORDS.length] === " " ? "Space" : (WORDS[index % WORDS.length] ?? "x"));
    await page.waitForTimeout(GAP_MS);
  }
  await page.waitForTimeout(1_000);
  const seen = await page.evaluate(() => (globalThis as unknown as { seenKeys: number[] }).seenKeys); // as: put there above
  return [...seen, ...Array.from({ length: Math.max(0, KEYS - seen.length) }, () => 16)].toSorted((a, b) => a - b);
}

/** How many events the page got while `work` went on. */
async function counted(work: () => Promise<number[]>): Promise<Watched & { seconds: number }> {
  let events = 0;
  const count = ({ payload }: { payload: string | Buffer }) => {
    events += String(payload).match(/"kind":"/g)?.length ?? 0;
  };
  for (const socket of sockets) socket.on("framereceived", count);
  const since = performance.now();
  const keys = await work();
  return { keys, events, seconds: (performance.now() - since) / 1_000 };
}

const sockets: WebSocket[] = [];
await withRealApp(async ({ freshPage }) => {
  const page = await freshPage();
  page.on("websocket", (socket) => sockets.push(socket));
  await signIn(page);
  await newSession(page, "Typing");
  await send(page, `${BEFORE} before`);
  await page.getByText("before", { exact: false }).last().waitFor();
  await page.getByText("Answered", { exact: true }).last().waitFor({ timeout: 60_000 });
  await page.reload();
  await page.getByText("Answered", { exact: true }).last().waitFor();
  const client = await page.context().newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const tell = (name: string, { keys, events, seconds }: Awaited<ReturnType<typeof counted>>) =>
    console.log(
      `${name}: p50 ${median(keys)} ms, p98 ${quantile(keys, 0.98)} ms, longest ${keys.at(-1)} ms of ${keys.length} keys; ${(events / seconds).toFixed(1)} events/s`,
    );
  tell("while nothing happens", await counted(() => type(page)));
  await composer(page).fill("");
  await send(page, MEANWHILE);
  tell("while events arrive", await counted(() => type(page)));
});
