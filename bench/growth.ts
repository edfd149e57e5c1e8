// `node --import tsx bench/growth.ts`: what a frame costs in an installation with a hundred times the people, sessions and events of another that runs beside
// it, and what a page of the list of sessions costs far down it.
import path from "node:path";
import pg from "pg";
import { OwnDatabase } from "@/e2e/histories/own-database";
import { EventWriter } from "@/lib/event-log/event-writer";
import { env } from "@/lib/platform/env";
import { APPEND_OPTIONS, closePools } from "@/lib/platform/pg-pool";
import { listSessions } from "@/lib/services/sessions/list-sessions";
import { itemsOf } from "./event-rows";
import { type Amount, fill } from "./filled-database";
import { type FrameLine, frameOf, lineThrough, oneByOne } from "./frame-lines";
import { inRoom, type Room } from "./room";
import { compete, median, ratioOf, sayControl, sayRatio } from "./rounds";
import { type Dashboard, startDashboard } from "./running-dashboard";

const TIMES = 100;
const SMALL: Amount = { people: 10, sessions: 200, eventsEach: 10, eventsOfOne: 400 };
const LARGE: Amount = { people: 10 * TIMES, sessions: 200 * TIMES, eventsEach: 10, eventsOfOne: 400 * TIMES };
const FRAMES = 60;
const PAGES = 10;
const DEEP = 10_000;
const PAGE_MAX = 200;

type Installation = { database: OwnDatabase; dashboard: Dashboard; line: FrameLine; pool: pg.Pool };
type Side = "small" | "large";

async function start(folder: string, amount: Amount, onEnd: Room["onEnd"]): Promise<Installation> {
  const database = await OwnDatabase.start(path.join(folder, "postgres"));
  onEnd(() => database.stop());
  const dashboard = await startDashboard(database, folder, { prepare: (pool, sessionId) => fill(pool, sessionId, amount) });
  onEnd(() => dashboard.close());
  const line = await lineThrough(dashboard);
  const pool = new pg.Pool({ connectionString: database.url(), max: 1, options: APPEND_OPTIONS });
  pool.on("error", () => {}); // its connections may outlive its end by a moment, and the database is stopped then
  onEnd(() => pool.end());
  return { database, dashboard, line, pool };
}

/** Small, small again and large by turns. */
async function sideBySide(what: string, sides: Record<Side, () => Promise<number>>): Promise<void> {
  const took = await compete({ small: sides.small, "small again": sides.small, large: sides.large });
  console.log(`${what}, medians of rounds`);
  for (const [name, values] of Object.entries(took)) console.log(`  ${name.padEnd(12)} ${median(values).toFixed(2)} ms`);
  console.log(`  large / small ${sayRatio(ratioOf(took.large, took.small))}; ${sayControl(ratioOf(took["small again"], took.small))}`);
}

/** Milliseconds of an append of one event to a session with a long past, the next one begun when the last was committed. */
async function appends({ pool }: Installation): Promise<number> {
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM session ORDER BY active_at LIMIT 1");
  const writer = new EventWriter(pool);
  const took: number[] = [];
  for (const item of itemsOf(FRAMES)) {
    const since = performance.now();
    await writer.append({ sessionId: rows[0]?.id ?? "", epoch: 0, items: [item] });
    took.push(performance.now() - since);
  }
  return median(took);
}

async function pageOf({ dashboard }: Installation): Promise<() => Promise<number>> {
  const owner = await dashboard.owner();
  return async () => {
    const took: number[] = [];
    for (let index = 0; index < PAGES; index += 1) {
      const since = performance.now();
      const { status } = await owner.get("/sessions");
      if (status !== 200) throw new Error(`The list was answered with ${status}.`);
      took.push(performance.now() - since);
    }
    return median(took);
  };
}

/** By the very function that pages call. */
async function measureDepth({ pool, database }: Installation): Promise<void> {
  env.DATABASE_URL = database.url(); // the database that the read functions ask
  const { rows } = await pool.query<{ projectId: number }>(`SELECT project_id AS "projectId" FROM session LIMIT 1`);
  const projectId = rows[0]?.projectId ?? 0;
  const person = { personId: 0, deviceId: "", name: "A reviewer", email: "", isAdmin: false };
  const viewer = { ...person, memberships: [{ projectId, role: "reviewer" as const }] };
  const list = (cursor?: string, limit?: number) => listSessions(viewer, { scope: { projectId }, cursor, limit });
  let deep: string | undefined;
  for (let at = 0; at < DEEP; at += PAGE_MAX) deep = (await list(deep, PAGE_MAX)).next ?? undefined;
  if (!deep) throw new Error("The list ended too early.");
  const timed = (cursor?: string) => async () => {
    const took: number[] = [];
    for (let index = 0; index < PAGES; index += 1) {
      const since = performance.now();
      await list(cursor);
      took.push(performance.now() - since);
    }
    return median(took);
  };
  const took = await compete({ first: timed(), "first again": timed(), deep: timed(deep) });
  console.log(`a page of fifty of the list of a project with ${LARGE.sessions.toLocaleString("en")} sessions, medians of rounds`);
  for (const [name, values] of Object.entries(took)) console.log(`  ${name.padEnd(12)} ${median(values).toFixed(2)} ms`);
  console.log(
    `  after ${DEEP.toLocaleString("en")} / first ${sayRatio(ratioOf(took.deep, took.first))}; ${sayControl(ratioOf(took["first again"], took.first))}`,
  );
  await closePools();
}

const say = ({ people, sessions, eventsEach, eventsOfOne }: Amount): string =>
  [`${people} people`, `${sessions} sessions`, `${sessions * eventsEach + eventsOfOne} events, ${eventsOfOne} of the session`].join(", ");

await inRoom(async ({ folder, onEnd }) => {
  const small = await start(path.join(folder, "small"), SMALL, onEnd);
  const large = await start(path.join(folder, "large"), LARGE, onEnd);
  console.log(`small: ${say(SMALL)}\nlarge: ${say(LARGE)}`);
  const shown =
    ({ line }: Installation) =>
    async () =>
      median(await oneByOne(line, frameOf(200), FRAMES));
  await sideBySide("a frame of 200 B, until it is shown", { small: shown(small), large: shown(large) });
  await sideBySide("an append of one event", { small: () => appends(small), large: () => appends(large) });
  await sideBySide("the page with the list of sessions", { small: await pageOf(small), large: await pageOf(large) });
  await measureDepth(large);
});
