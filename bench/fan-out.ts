// `node --import tsx bench/fan-out.ts [viewers]` (after `npm start` or `npm test` built the pages): a thousand signed-in viewers of one session while its
// agent says twenty things a second, beside the same load on a bare Socket.IO server that records nothing and asks nobody; then all of them gone and back at
// once with something to catch up, and one in twenty that stalls. After them two hundred for whom as much is said at once as goes through. Viewers are in
// this process, so that one clock times them all.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { OwnDatabase } from "@/e2e/histories/own-database";
import { frameOf, startBare, startSource } from "./frame-lines";
import { growthMib, liveHeap, loopDelay, watchedProcess } from "./process-figures";
import { openSessionViewer, openSocketViewer, type RawViewer, type SessionViewer, untilAllHave } from "./raw-viewers";
import { inRoom } from "./room";
import { compete, median, quantile, ratioOf, sayControl, sayRatio } from "./rounds";
import { type Dashboard, startDashboard } from "./running-dashboard";
import { measureThroughput } from "./throughput";

const VIEWERS = Number(process.argv[2] ?? 1_000);
const SOCKETS_PER_PERSON = 20;
const STORMS = 3;
const FRAMES = 30;
const EVERY_MS = 50;
const CATCH_UP = 200;
const AT_ONCE = 50;
/** They come before memory is looked at: what they take is also code, which is compiled for what happens often. */
const FIRST = 400;
/** Until answers to the last who came are written. */
const SETTLE_MS = 2_000;
const KIB = 1024;
/** One viewer in so many stalls, while so many frames of this size come. */
const STALLED = 20;
const STALL_FRAMES = 100;
const STALL_BYTES = 4_096;
const FRAME_BYTES = 200;

type Crowd<V extends RawViewer = RawViewer> = { send(text: string): void; pid: number; viewers: V[]; weight: Weight };

/** Milliseconds from a frame's sending to each viewer's seeing it: the 99th of a hundred. Fails when one of them is missing or came twice. */
async function watch({ viewers, send }: Crowd): Promise<number> {
  const took: number[] = [];
  const sentAt: number[] = [];
  for (const viewer of viewers) {
    let next = 0;
    viewer.onSeen = (more) => {
      for (const last = next + more; next < last; next += 1) took.push(performance.now() - (sentAt[next] ?? Number.NaN));
    };
  }
  const before = viewers[0]?.seen ?? 0;
  for (let index = 0; index < FRAMES; index += 1) {
    sentAt.push(performance.now());
    send(frameOf(FRAME_BYTES));
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  await untilAllHave(viewers, before + FRAMES);
  for (const viewer of viewers) viewer.onSeen = () => {};
  if (took.length !== FRAMES * viewers.length) throw new Error(`${took.length} deliveries of ${FRAMES * viewers.length}`);
  return quantile(took, 0.99);
}

/** What one viewer takes of a server, in KiB. */
type Weight = { held: number; resident: number };

/** Opens some at a time: how quickly a thousand handshakes go is another figure. */
async function openAll<V extends RawViewer>(
  pid: number,
  folder: string,
  open: (viewer: number) => Promise<V>,
): Promise<{ viewers: V[]; weight: Weight }> {
  const viewers: V[] = [];
  const openUntil = async (wanted: number) => {
    while (viewers.length < wanted) {
      const from = viewers.length;
      const count = Math.min(AT_ONCE, wanted - from);
      viewers.push(...(await Promise.all(Array.from({ length: count }, (_, index) => open(from + index)))));
    }
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    return liveHeap(pid, folder);
  };
  const before = await openUntil(Math.min(FIRST, VIEWERS / 2));
  const first = viewers.length;
  const after = await openUntil(VIEWERS);
  const each = (name: keyof Weight) => (after[name] - before[name]) / (VIEWERS - first) / KIB;
  return { viewers, weight: { held: each("held"), resident: each("resident") } };
}

async function bareCrowd(folder: string): Promise<Crowd & { close(): Promise<void> }> {
  const source = await startSource();
  mkdirSync(folder);
  const { child, port } = await startBare("bridge", source.port, watchedProcess(folder));
  const pid = child.pid ?? 0;
  const opened = await openAll(pid, folder, () => openSocketViewer(port));
  const close = async () => {
    for (const { socket } of opened.viewers) socket.terminate();
    child.kill("SIGKILL");
    await source.close();
  };
  return { ...opened, send: source.send, pid, close };
}

async function dashboardCrowd(dashboard: Dashboard, folder: string): Promise<Crowd<SessionViewer>> {
  const { app, sessionId, pid } = dashboard;
  const cookies = await Promise.all(Array.from({ length: Math.ceil(VIEWERS / SOCKETS_PER_PERSON) }, () => dashboard.newReader()));
  const afterSeq = await dashboard.head();
  const opened = await openAll(pid, folder, (viewer) => {
    const cookie = cookies[Math.floor(viewer / SOCKETS_PER_PERSON)] ?? "";
    return openSessionViewer({ url: app.url, cookie, sessionId, afterSeq });
  });
  const owner = await (await dashboard.owner()).open();
  const send = await dashboard.beginTurn(owner);
  owner.close();
  return { ...opened, send, pid };
}

/** Seconds until everybody who was cut has seen all that was said meanwhile. */
async function comeBack({ viewers, send }: Crowd<SessionViewer>): Promise<number> {
  const before = viewers[0]?.seen ?? 0;
  for (const { socket } of viewers) socket.terminate();
  for (let index = 0; index < CATCH_UP; index += 1) send(frameOf(FRAME_BYTES));
  const since = performance.now();
  await Promise.all(viewers.map((viewer) => viewer.comeBack()));
  await untilAllHave(viewers, before + CATCH_UP);
  return (performance.now() - since) / 1_000;
}

/** Some viewers read nothing any more while the agent goes on: by how much the server grows, and whether all others see everything. */
async function stallSome({ viewers, send, pid }: Crowd): Promise<void> {
  const stalled = viewers.filter((_, viewer) => viewer % STALLED === 0);
  const others = viewers.filter((viewer) => !stalled.includes(viewer));
  for (const { socket } of stalled) socket.pause();
  const before = others[0]?.seen ?? 0;
  const grown = await growthMib(pid, async () => {
    for (let index = 0; index < STALL_FRAMES; index += 1) {
      send(frameOf(STALL_BYTES));
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
    await untilAllHave(others, before + STALL_FRAMES);
  });
  console.log(
    `  ${stalled.length} viewers stall, ${STALL_FRAMES} frames of 4 KiB come: the server grows by ${grown.toFixed(0)} MiB at the most, all others see all`,
  );
}

/** Gives what puts a frame into the turn that is under way. */
async function measureCrowds(dashboard: Dashboard, folder: string): Promise<Crowd["send"]> {
  const [ours, bare] = [await dashboardCrowd(dashboard, folder), await bareCrowd(path.join(folder, "bare"))];
  const [our, their] = [ours.weight, bare.weight];
  const beside = (name: keyof Weight) => `${our[name].toFixed(1)} KiB beside ${their[name].toFixed(1)}`;
  console.log(`${VIEWERS} viewers: each holds ${beside("held")} of a bare Socket.IO server, resident ${beside("resident")}`);
  console.log(`  held ${(our.held / their.held).toFixed(2)} times, resident ${(our.resident / their.resident).toFixed(2)} times`);
  const p99 = await compete({ bare: () => watch(bare), "bare again": () => watch(bare), ours: () => watch(ours) });
  for (const [name, values] of Object.entries(p99))
    console.log(`  ${name.padEnd(10)} p99 of a delivery ${median(values).toFixed(0)} ms, no gap`);
  console.log(`  ours / bare ${sayRatio(ratioOf(p99.ours, p99.bare))}; ${sayControl(ratioOf(p99["bare again"], p99.bare))}`);
  await bare.close();
  await loopDelay(ours.pid, folder);
  const seconds: number[] = [];
  const delays: { p99: number; most: number }[] = [];
  for (let storm = 0; storm < STORMS; storm += 1) {
    seconds.push(await comeBack(ours));
    delays.push(await loopDelay(ours.pid, folder));
  }
  console.log(`  all back at once with ${CATCH_UP} frames each: ${seconds.map((value) => value.toFixed(1)).join(", ")} s`);
  const [late, most] = [median(delays.map(({ p99 }) => p99)), Math.max(...delays.map(({ most }) => most))];
  console.log(`  its event loop meanwhile: p99 ${late.toFixed(0)} ms late (median of the times), ${most.toFixed(0)} ms at the most`);
  await stallSome(ours);
  for (const { socket } of ours.viewers) socket.terminate();
  return ours.send;
}

await inRoom(async ({ folder, onEnd }) => {
  const database = await OwnDatabase.start(path.join(folder, "postgres"));
  onEnd(() => database.stop());
  const dashboard = await startDashboard(database, folder, { environment: watchedProcess(folder) });
  onEnd(() => dashboard.close());
  await measureThroughput(dashboard, await measureCrowds(dashboard, folder));
});
