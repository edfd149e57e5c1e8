// How many deliveries a second the server makes when frames come as fast as they can, beside a loop that sends each frame to every WebSocket.
import { frameOf, startBare, startSource } from "./frame-lines";
import { processorMs } from "./process-figures";
import { openBareViewer, openSessionViewer, type RawViewer, untilAllHave } from "./raw-viewers";
import { compete, median, ratioOf, sayControl, sayRatio } from "./rounds";
import type { Dashboard } from "./running-dashboard";

const VIEWERS = 200;
const FRAMES = 250;
const SOCKETS_PER_PERSON = 20;

type Crowd = { pid: number; viewers: RawViewer[]; send(text: string): void; close(): Promise<void> };
const many = (open: (viewer: number) => Promise<RawViewer>): Promise<RawViewer[]> =>
  Promise.all(Array.from({ length: VIEWERS }, (_, viewer) => open(viewer)));

async function bareCrowd(): Promise<Crowd> {
  const source = await startSource();
  const { child, port } = await startBare("loop", source.port);
  const viewers = await many(() => openBareViewer(port));
  const close = async () => {
    for (const { socket } of viewers) socket.terminate();
    child.kill("SIGKILL");
    await source.close();
  };
  return { pid: child.pid ?? 0, viewers, send: source.send, close };
}

async function ourCrowd(dashboard: Dashboard, send: Crowd["send"]): Promise<Crowd> {
  const { app, sessionId, pid } = dashboard;
  const cookies = await Promise.all(Array.from({ length: VIEWERS / SOCKETS_PER_PERSON }, () => dashboard.newReader()));
  const afterSeq = await dashboard.head();
  const viewers = await many((viewer) => {
    const cookie = cookies[viewer % cookies.length] ?? "";
    return openSessionViewer({ url: app.url, cookie, sessionId, afterSeq });
  });
  const close = async () => {
    for (const { socket } of viewers) socket.terminate();
  };
  return { pid, viewers, send, close };
}

/** Deliveries a second; what one of them took of the server's processor, in µs, goes to `spent`. */
async function deliver({ pid, viewers, send }: Crowd, spent: number[]): Promise<number> {
  const [before, since] = [processorMs(pid), performance.now()];
  const last = (viewers[0]?.seen ?? 0) + FRAMES;
  const text = frameOf(200);
  for (let index = 0; index < FRAMES; index += 1) send(text);
  await untilAllHave(viewers, last);
  const deliveries = FRAMES * viewers.length;
  spent.push(((processorMs(pid) - before) * 1_000) / deliveries);
  return deliveries / ((performance.now() - since) / 1_000);
}

/** `send`: puts a frame into a turn of the session. */
export async function measureThroughput(dashboard: Dashboard, send: Crowd["send"]): Promise<void> {
  const [bare, ours] = [await bareCrowd(), await ourCrowd(dashboard, send)];
  const spent = { bare: [] as number[], ours: [] as number[] };
  const rates = await compete({
    loop: () => deliver(bare, spent.bare),
    "loop again": () => deliver(bare, []),
    ours: () => deliver(ours, spent.ours),
  });
  console.log(`${VIEWERS} viewers, ${FRAMES} frames of 200 B at once, medians of rounds`);
  for (const [name, values] of Object.entries(rates))
    console.log(`  ${name.padEnd(10)} ${Math.round(median(values)).toLocaleString("en")} deliveries/s`);
  console.log(`  ours / loop ${sayRatio(ratioOf(rates.ours, rates.loop))}; ${sayControl(ratioOf(rates["loop again"], rates.loop))}`);
  console.log(
    `  processor time of the server a delivery: ours ${median(spent.ours).toFixed(1)} µs, loop ${median(spent.bare).toFixed(1)} µs`,
  );
  await bare.close();
  await ours.close();
}
