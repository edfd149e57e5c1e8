// `node --import tsx bench/relay.ts` (after `npm start` or `npm test` built the pages): how long a frame of the agent takes until a signed-in browser is
// shown it, which is after it is committed, beside the same frame over one WebSocket, nginx, a bare relay and a bare Socket.IO bridge, and beside one commit.
import path from "node:path";
import pg from "pg";
import { OwnDatabase } from "@/e2e/histories/own-database";
import { bareLine, directLine, type FrameLine, frameOf, lineThrough, nginxLine, oneByOne } from "./frame-lines";
import { processorMs } from "./process-figures";
import { inRoom } from "./room";
import { compete, median, quantile, ratioOf, sayControl, sayRatio } from "./rounds";
import { startDashboard } from "./running-dashboard";
import { programOnPath, skip } from "./skip";

const SIZES = [
  { name: "200 B", bytes: 200, frames: 150 },
  { name: "64 KiB", bytes: 64 * 1024, frames: 60 },
  { name: "1 MiB", bytes: 1024 * 1024, frames: 10 },
];
const BURST = 10_000;

/** Frames a second when all are sent at once. */
async function atOnce(line: FrameLine, text: string): Promise<number> {
  const since = performance.now();
  const last = line.seen() + BURST;
  for (let index = 0; index < BURST; index += 1) line.send(text);
  await line.until(last);
  return BURST / ((performance.now() - since) / 1_000);
}

async function commits(pool: pg.Pool, text: string, count: number): Promise<number[]> {
  const took: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const since = performance.now();
    await pool.query({ name: "one", text: "INSERT INTO bench_row (payload) VALUES ($1)", values: [text] });
    took.push(performance.now() - since);
  }
  return took;
}

const WARM_FRAMES = 5_000;
const ms = (value: number): string => `${value.toFixed(3)} ms`;

type Lines = {
  direct: FrameLine;
  nginx: FrameLine | null;
  relay: FrameLine;
  bridge: FrameLine & { pid: number };
  ours: FrameLine & { pid: number };
};

/** Null where there is none; that is said. */
async function nginxIfHere(folder: string): Promise<FrameLine | null> {
  const program = programOnPath("nginx");
  if (!program) {
    skip("the ratios to nginx", "there is no nginx on the PATH");
    return null;
  }
  return await nginxLine(program, path.join(folder, "nginx")).catch((error: Error) => {
    skip("the ratios to nginx", `it does not start: ${error.message}`);
    return null;
  });
}

async function measureOneByOne(lines: Lines, pool: pg.Pool, { name, bytes, frames }: (typeof SIZES)[number]): Promise<void> {
  const { direct, nginx, relay, bridge, ours } = lines;
  const text = frameOf(bytes);
  const tails = { nginx: [] as number[], ours: [] as number[] };
  const withTail = async (line: FrameLine, into: number[]) => {
    const took = await oneByOne(line, text, frames);
    into.push(quantile(took, 0.99));
    return median(took);
  };
  const p50 = await compete({
    direct: async () => median(await oneByOne(direct, text, frames)),
    nginx: nginx && (() => withTail(nginx, tails.nginx)),
    relay: async () => median(await oneByOne(relay, text, frames)),
    "relay again": async () => median(await oneByOne(relay, text, frames)),
    bridge: async () => median(await oneByOne(bridge, text, frames)),
    commit: async () => median(await commits(pool, text, frames)),
    ours: () => withTail(ours, tails.ours),
  });
  const proxy = nginx ? "nginx" : "relay";
  const added = p50.ours.map((value, round) => value - (p50[proxy][round] ?? 0));
  const say = (words: string, over: readonly number[], under: readonly number[]): void =>
    console.log(`  ${words} ${sayRatio(ratioOf(over, under))}`);
  console.log(`frame of ${name}, one by one, medians of rounds`);
  for (const [contender, values] of Object.entries(p50))
    if (values.length > 0) console.log(`  ${contender.padEnd(12)} p50 ${ms(median(values))}`);
  if (nginx) console.log(`  nginx        p99 ${ms(median(tails.nginx))}`);
  console.log(`  ours         p99 ${ms(median(tails.ours))}`);
  if (nginx) say("ours / nginx", p50.ours, p50.nginx);
  if (nginx) say("ours / nginx, p99", tails.ours.slice(1), tails.nginx.slice(1));
  say("ours / relay", p50.ours, p50.relay);
  say("ours / bridge", p50.ours, p50.bridge);
  say(`what ours adds to ${proxy} / one commit`, added, p50.commit);
  console.log(`  ${sayControl(ratioOf(p50["relay again"], p50.relay))}`);
}

async function measureAtOnce({ direct, nginx, relay, bridge, ours }: Lines): Promise<void> {
  const text = frameOf(200);
  const spent = { bridge: [] as number[], ours: [] as number[] };
  const withTime = async (line: FrameLine & { pid: number }, into: number[]) => {
    const before = processorMs(line.pid);
    const rate = await atOnce(line, text);
    into.push(((processorMs(line.pid) - before) * 1_000) / BURST);
    return rate;
  };
  const rates = await compete({
    direct: () => atOnce(direct, text),
    "direct again": () => atOnce(direct, text),
    nginx: nginx && (() => atOnce(nginx, text)),
    relay: () => atOnce(relay, text),
    bridge: () => withTime(bridge, spent.bridge),
    ours: () => withTime(ours, spent.ours),
  });
  console.log(`${BURST.toLocaleString("en")} frames of 200 B at once, medians of rounds`);
  for (const [contender, values] of Object.entries(rates))
    if (values.length > 0) console.log(`  ${contender.padEnd(12)} ${Math.round(median(values)).toLocaleString("en")} frames/s`);
  for (const other of ["direct", "nginx", "relay"] as const)
    if (rates[other].length > 0) console.log(`  ours / ${other} ${sayRatio(ratioOf(rates.ours, rates[other]))}`);
  const [ourTime, bridgeTime] = [median(spent.ours), median(spent.bridge)];
  console.log(`  processor time of the server a frame: ours ${ourTime.toFixed(0)} µs, bridge ${bridgeTime.toFixed(0)} µs`);
  console.log(`  ${sayControl(ratioOf(rates["direct again"], rates.direct))}`);
}

await inRoom(async ({ folder, onEnd }) => {
  const database = await OwnDatabase.start(path.join(folder, "postgres"));
  onEnd(() => database.stop());
  const dashboard = await startDashboard(database, folder);
  onEnd(() => dashboard.close());
  const lines: Lines = {
    direct: await directLine(),
    nginx: await nginxIfHere(folder),
    relay: await bareLine("relay"),
    bridge: await bareLine("bridge"),
    ours: await lineThrough(dashboard),
  };
  onEnd(() => Promise.all(Object.values(lines).map((line) => line?.close())));
  const pool = new pg.Pool({ connectionString: database.url(), max: 1 });
  pool.on("error", () => {}); // its connections may outlive its end by a moment, and the database is stopped then
  onEnd(() => pool.end());
  // A server has served for a while: what it is made of is compiled by then, as the others' few lines are at once.
  const warm = frameOf(200);
  for (const line of Object.values(lines)) if (line) await oneByOne(line, warm, WARM_FRAMES);
  await pool.query("CREATE TABLE bench_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload text)");
  for (const size of SIZES) await measureOneByOne(lines, pool, size);
  await measureAtOnce(lines);
});
