// `node --import tsx bench/fan-out.ts [viewers]` (after `npm start` or `npm test` built the pages): a thousand signed-in viewers of one session while its
// agent says twenty things a second, beside the same load on a bare Socket.IO server that records nothing and asks nobody; then all of them gone and back at
// once with something to catch up, and one in twenty that stalls. After them two hundred for whom as much is said at once as goes through. Viewers are in
// this process, so that one clock times them all.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { io, type Socket } from "socket.io-client";
import { OwnDatabase } from "@/e2e/histories/own-database";
import { frameOf, startBare, startSource } from "./frame-lines";
import { growthMib, liveHeap, loopDelay, watchedProcess } from "./process-figures";
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

type Crowd = {
  send(text: string): void;
  pid: number;
  sockets: Socket[];
  seen: number[];
  onSeen: ((index: number) => void) | null;
};

const connected = (socket: Socket) => new Promise<void>((resolve) => (socket.connected ? resolve() : socket.once("connect", resolve)));

function count(crowd: Crowd, viewer: number, more: number): void {
  const from = crowd.seen[viewer] ?? 0;
  crowd.seen[viewer] = from + more;
  for (let index = from; index < from + more; index += 1) crowd.onSeen?.(index);
}

async function untilAllSaw(crowd: Crowd, frames: number): Promise<void> {
  while (crowd.seen.some((seen) => seen < frames)) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Milliseconds from a frame's sending to each viewer's seeing it: the 99th of a hundred. Fails when one of them is missing or came twice. */
async function watch(crowd: Crowd): Promise<number> {
  const took: number[] = [];
  const sentAt: number[] = [];
  const before = crowd.seen[0] ?? 0;
  crowd.onSeen = (index) => took.push(performance.now() - (sentAt[index - before] ?? Number.NaN));
  for (let index = 0; index < FRAMES; index += 1) {
    sentAt.push(performance.now());
    crowd.send(frameOf(FRAME_BYTES));
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  await untilAllSaw(crowd, before + FRAMES);
  crowd.onSeen = null;
  if (took.length !== FRAMES * crowd.sockets.length) throw new Error(`${took.length} deliveries of ${FRAMES * crowd.sockets.length}`);
  return quantile(took, 0.99);
}

/** What one viewer takes of a server, in KiB. */
type Weight = { held: number; resident: number };

/** Opens some at a time: how quickly a thousand handshakes go is another figure. */
async function openAll(crowd: Crowd, folder: string, open: (viewer: number) => Promise<Socket>): Promise<Weight> {
  const openUntil = async (wanted: number) => {
    while (crowd.sockets.length < wanted) {
      const from = crowd.sockets.length;
      const count = Math.min(AT_ONCE, wanted - from);
      crowd.sockets.push(...(await Promise.all(Array.from({ length: count }, (_, index) => open(from + index)))));
    }
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    return liveHeap(crowd.pid, folder);
  };
  const before = await openUntil(Math.min(FIRST, VIEWERS / 2));
  const viewers = VIEWERS - crowd.sockets.length;
  const after = await openUntil(VIEWERS);
  const each = (name: keyof Weight) => (after[name] - before[name]) / viewers / KIB;
  return { held: each("held"), resident: each("resident") };
}

async function bareCrowd(folder: string): Promise<Crowd & { weight: Weight; close(): Promise<void> }> {
  const source = await startSource();
  mkdirSync(folder);
  const { child, port } = await startBare("bridge", source.port, watchedProcess(folder));
  const pid = child.pid ?? 0;
  const crowd: Crowd = { send: source.send, pid, sockets: [], seen: Array.from({ length: VIEWERS }, () => 0), onSeen: null };
  const weight = await openAll(crowd, folder, async (viewer) => {
    const socket = io(`http://127.0.0.1:${port}`, { transports: ["websocket"], forceNew: true });
    socket.on("frame", () => count(crowd, viewer, 1));
    await connected(socket);
    return socket;
  });
  const close = async () => {
    for (const socket of crowd.sockets) socket.close();
    child.kill("SIGKILL");
    await source.close();
  };
  return Object.assign(crowd, { weight, close });
}

type Batch = { events: { kind: string; seq: number }[] };
type Viewing = { cookie: string; afterSeq: number; onAnswers(count: number): void; onJoined(): void };

function openViewer(dashboard: Dashboard, { cookie, afterSeq, onAnswers, onJoined }: Viewing): Socket {
  const { app, sessionId } = dashboard;
  const extraHeaders = { origin: app.url, cookie };
  const socket = io(app.url, { transports: ["websocket"], forceNew: true, reconnection: false, extraHeaders });
  let last = afterSeq;
  socket.on("session:events", ({ events }: Batch, received: () => void) => {
    received();
    last = events.at(-1)?.seq ?? last;
    onAnswers(events.filter(({ kind }) => kind === "reply_added").length);
  });
  socket.on("connect", async () => {
    const joined = await socket.emitWithAck("session:join", { sessionId, afterSeq: last });
    if (!joined.ok) throw new Error(`A viewer may not join: ${JSON.stringify(joined)}`);
    onJoined();
  });
  return socket;
}

async function dashboardCrowd(dashboard: Dashboard, folder: string): Promise<Crowd & { weight: Weight }> {
  const cookies = await Promise.all(Array.from({ length: Math.ceil(VIEWERS / SOCKETS_PER_PERSON) }, () => dashboard.newReader()));
  const afterSeq = await dashboard.head();
  const crowd: Crowd = { send: () => {}, pid: dashboard.pid, sockets: [], seen: Array.from({ length: VIEWERS }, () => 0), onSeen: null };
  const weight = await openAll(crowd, folder, async (viewer) => {
    const cookie = cookies[Math.floor(viewer / SOCKETS_PER_PERSON)] ?? "";
    let socket: Socket | undefined;
    await new Promise<void>((onJoined) => {
      socket = openViewer(dashboard, { cookie, afterSeq, onJoined, onAnswers: (more) => count(crowd, viewer, more) });
    });
    if (!socket) throw new Error("A viewer that joined has a socket.");
    return socket;
  });
  const owner = await (await dashboard.owner()).open();
  crowd.send = await dashboard.beginTurn(owner);
  owner.close();
  return Object.assign(crowd, { weight });
}

/** Seconds until everybody who was cut has seen all that was said meanwhile. */
async function comeBack(crowd: Crowd): Promise<number> {
  const before = crowd.seen[0] ?? 0;
  for (const socket of crowd.sockets) socket.disconnect();
  for (let index = 0; index < CATCH_UP; index += 1) crowd.send(frameOf(FRAME_BYTES));
  const since = performance.now();
  for (const socket of crowd.sockets) socket.connect();
  await untilAllSaw(crowd, before + CATCH_UP);
  return (performance.now() - since) / 1_000;
}

/** Some viewers read nothing any more while the agent goes on: by how much the server grows, and whether all others see everything. */
async function stallSome(crowd: Crowd): Promise<void> {
  const stalled = crowd.sockets.filter((_, viewer) => viewer % STALLED === 0);
  // as: the WebSocket under a socket that is connected
  for (const { io } of stalled) (io.engine.transport as unknown as { ws: { pause(): void } }).ws.pause();
  const before = crowd.seen[1] ?? 0;
  const grown = await growthMib(crowd.pid, async () => {
    for (let index = 0; index < STALL_FRAMES; index += 1) {
      crowd.send(frameOf(STALL_BYTES));
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
    while (crowd.seen.some((seen, viewer) => viewer % STALLED !== 0 && seen < before + STALL_FRAMES))
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
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
  for (const socket of ours.sockets) socket.close();
  return ours.send;
}

await inRoom(async ({ folder, onEnd }) => {
  const database = await OwnDatabase.start(path.join(folder, "postgres"));
  onEnd(() => database.stop());
  const dashboard = await startDashboard(database, folder, { environment: watchedProcess(folder) });
  onEnd(() => dashboard.close());
  await measureThroughput(dashboard, await measureCrowds(dashboard, folder));
});
