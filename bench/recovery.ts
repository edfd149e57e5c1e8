// `node --import tsx bench/recovery.ts [SECONDS]` (after `npm start` or `npm test` built the pages): how long it takes until a browser without a page has all
// of the log again: after a reload in the middle of a turn, SECONDS (20) without a network, a server that was killed, and SECONDS without a database.
import { randomUUID } from "node:crypto";
import type { NotingBrowser } from "@/e2e/histories/noting-browser";
import { ProgramWorld } from "@/e2e/histories/program-world";
import { median } from "./rounds";

const AWAY_MS = 1_000 * Number(process.argv[2] ?? 20);
const ROUNDS = 5;
const LOOK_MS = 10;
const SEED = 5;
/** Some 25 frames a second, for longer than anything here takes. */
const WORK = '[slow 80] [repeat 1500 view {"path":"README.md"}] work on';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const inSeconds = (values: readonly number[]): string =>
  `${(median(values) / 1_000).toFixed(2)} s (${values.map((value) => (value / 1_000).toFixed(2)).join(", ")})`;

async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await pause(LOOK_MS);
}

const world = await ProgramWorld.start(SEED);
try {
  const sessionId = await world.newSession();
  const head = async (): Promise<number> => {
    const { rows } = await world.pool.query<{ last: number }>("SELECT last_seq AS last FROM session WHERE id = $1", [sessionId]);
    return rows[0]?.last ?? 0;
  };
  const said = () => world.truth.framesOf(sessionId).length;
  /** From now until it has what the log has by now, and goes on. */
  const untilAll = async (browser: NotingBrowser): Promise<number> => {
    const since = performance.now();
    const all = await head();
    await until(() => browser.cursor >= all);
    return performance.now() - since;
  };
  const browser = world.newBrowser("recovering", sessionId);
  browser.send(randomUUID(), WORK);
  await until(() => said() > 100);

  const reloads: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const anew = world.newBrowser(`anew ${round}`, sessionId);
    reloads.push(await untilAll(anew));
    anew.close();
  }
  console.log(`a reload in the middle of a turn, ${await head()} events: all of them are there after ${inSeconds(reloads)}`);

  world.swallow("browsers");
  await pause(AWAY_MS);
  await world.heal();
  console.log(`${AWAY_MS / 1_000} s without a network: all is there after ${inSeconds([await untilAll(browser)])}`);

  const starts: number[] = [];
  const catches: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await world.killServer();
    const since = performance.now();
    await world.heal();
    const [served, before] = [performance.now() - since, said()];
    const caught = performance.now();
    await until(() => said() > before);
    await untilAll(browser);
    starts.push(served);
    catches.push(performance.now() - caught);
  }
  console.log(
    `the server is killed: it serves again after ${inSeconds(starts)}, and from then on all is there after ${inSeconds(catches)}`,
  );

  const spooled = said();
  await world.database.signal("SIGKILL");
  await pause(AWAY_MS);
  const kept = said() - spooled;
  await world.heal();
  const landed = await untilAll(browser);
  const target = world.truth.framesOf(sessionId).length;
  const since = performance.now();
  await until(async () => (await head()) >= target);
  console.log(
    `${AWAY_MS / 1_000} s without a database: the agent said ${kept} frames meanwhile, all on record ${inSeconds([landed + performance.now() - since])} after it is back`,
  );
  browser.close();
} finally {
  await world.stop();
}
