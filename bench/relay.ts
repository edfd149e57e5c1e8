// `node --import tsx bench/relay.ts` (after `npm start` or `npm test` built the pages): how long a frame of the agent takes until a signed-in browser is
// shown it, which is after it is committed, beside the same frame over one WebSocket, a bare relay and a bare Socket.IO bridge, and beside one commit.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { OwnDatabase } from "@/e2e/histories/own-database";
import { bareLine, dashboardLine, directLine, type FrameLine } from "./frame-lines";
import { compete, median, quantile, ratioOf, sayControl, sayRatio } from "./rounds";

const SIZES = [
  { name: "200 B", bytes: 200, frames: 150 },
  { name: "64 KiB", bytes: 64 * 1024, frames: 60 },
  { name: "1 MiB", bytes: 1024 * 1024, frames: 10 },
];
const BURST = 10_000;
const TICK_MS = 10;

const frameOf = (bytes: number): string => JSON.stringify({ type: "assistant", content: "x".repeat(Math.max(1, bytes - 34)) });

/** Milliseconds of each frame, the next one sent when the last was seen. */
async function oneByOne(line: FrameLine, text: string, frames: number): Promise<number[]> {
  const took: number[] = [];
  for (let index = 0; index < frames; index += 1) {
    const since = performance.now();
    const next = line.seen() + 1;
    line.send(text);
    await line.until(next);
    took.push(performance.now() - since);
  }
  return took;
}

/** Frames a second when all are sent at once. */
async function atOnce(line: FrameLine, text: string): Promise<number> {
  const since = performance.now();
  const last = line.seen() + BURST;
  for (let index = 0; index < BURST; index += 1) line.send(text);
  await line.until(last);
  return BURST / ((performance.now() - since) / 1_000);
}

/** Processor time of a process so far, in milliseconds. */
function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
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

const ms = (value: number): string => `${value.toFixed(3)} ms`;

const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-bench-"));
const database = await OwnDatabase.start(path.join(folder, "postgres"));
const ours = await dashboardLine(database, folder);
const [direct, relay, bridge] = [await directLine(), await bareLine("relay"), await bareLine("bridge")];
const pool = new pg.Pool({ connectionString: database.url(), max: 1 });
await pool.query("CREATE TABLE bench_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload text)");
try {
  for (const { name, bytes, frames } of SIZES) {
    const text = frameOf(bytes);
    const tails: number[] = [];
    const p50 = await compete({
      direct: async () => median(await oneByOne(direct, text, frames)),
      relay: async () => median(await oneByOne(relay, text, frames)),
      "relay again": async () => median(await oneByOne(relay, text, frames)),
      bridge: async () => median(await oneByOne(bridge, text, frames)),
      commit: async () => median(await commits(pool, text, frames)),
      ours: async () => {
        const took = await oneByOne(ours, text, frames);
        tails.push(quantile(took, 0.99));
        return median(took);
      },
    });
    const added = p50.ours.map((value, round) => value - (p50.relay[round] ?? 0));
    console.log(`frame of ${name}, one by one, medians of rounds`);
    for (const [contender, values] of Object.entries(p50)) console.log(`  ${contender.padEnd(12)} p50 ${ms(median(values))}`);
    console.log(`  ours         p99 ${ms(median(tails))}`);
    console.log(`  ours / relay ${sayRatio(ratioOf(p50.ours, p50.relay))}; ours / bridge ${sayRatio(ratioOf(p50.ours, p50.bridge))}`);
    console.log(
      `  what ours adds to the relay / one commit ${sayRatio(ratioOf(added, p50.commit))}; ${sayControl(ratioOf(p50["relay again"], p50.relay))}`,
    );
  }
  const text = frameOf(200);
  let spent = 0;
  const rates = await compete({
    direct: () => atOnce(direct, text),
    "direct again": () => atOnce(direct, text),
    relay: () => atOnce(relay, text),
    bridge: () => atOnce(bridge, text),
    ours: async () => {
      const before = processorMs(ours.pid);
      const rate = await atOnce(ours, text);
      spent = processorMs(ours.pid) - before;
      return rate;
    },
  });
  console.log(`${BURST.toLocaleString("en")} frames of 200 B at once, medians of rounds`);
  for (const [contender, values] of Object.entries(rates))
    console.log(`  ${contender.padEnd(12)} ${Math.round(median(values)).toLocaleString("en")} frames/s`);
  console.log(`  ours / direct ${sayRatio(ratioOf(rates.ours, rates.direct))}; ours / relay ${sayRatio(ratioOf(rates.ours, rates.relay))}`);
  console.log(
    `  the server spends ${((spent * 1_000) / BURST).toFixed(0)} µs of processor time a frame (last round); ${sayControl(ratioOf(rates["direct again"], rates.direct))}`,
  );
} finally {
  await Promise.all([direct, relay, bridge, ours].map((line) => line.close()));
  await pool.end();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}
