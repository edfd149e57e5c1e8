// `node --import tsx bench/append.ts`: how fast the log takes events, beside what PostgreSQL can do on this machine at the most and at the least.
// The same rows go through EventWriter (32 sessions at once, projections and checks included), COPY, Prisma's createMany, and one commit a row.
import pg from "pg";
// @ts-expect-error: plain JavaScript without types
import { startPostgres } from "@/lib/cli/embedded-postgres.mjs";
// @ts-expect-error: plain JavaScript without types
import { migrateDatabase } from "@/lib/cli/migrate-database.mjs";
import { EventWriter } from "@/lib/event-log/event-writer";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { APPEND_OPTIONS } from "@/lib/platform/pg-pool";
import { aProject } from "@/lib/testing/db/stored-sessions";
import { itemsOf, prismaOn, rowByRow, throughCopy, throughPrisma } from "./event-rows";
import { inRoom } from "./room";
import { compete, median, ratioOf, sayControl, sayRatio } from "./rounds";

const SESSIONS = 32;
const EACH = 500;
/** Of those who are slow: it is a rate that is compared. */
const EACH_SLOW = 50;
const SINGLE_ROWS = 500;

type Server = { urlOf(name: string): string; stop(): Promise<void> };

/** Each session sends its next frames as soon as the last are committed, one to eight at a time. */
async function throughWriter(pool: pg.Pool, sessions: readonly string[]): Promise<number> {
  const writer = new EventWriter(pool);
  const work = sessions.map((sessionId) => ({ sessionId, items: itemsOf(EACH) }));
  const begun = performance.now();
  await Promise.all(
    work.map(async ({ sessionId, items }) => {
      for (let from = 0, size = 1; from < items.length; from += size, size = (size % 8) + 1)
        await writer.append({ sessionId, epoch: 0, stream: { id: "s", seq: from }, items: items.slice(from, from + size) });
    }),
  );
  return (EACH * sessions.length) / ((performance.now() - begun) / 1_000);
}

async function measure(pool: pg.Pool, prisma: PrismaClient): Promise<void> {
  const { anotherSession } = await aProject(pool);
  const fresh = async (count: number) => {
    await pool.query("TRUNCATE event");
    return await Promise.all(Array.from({ length: count }, anotherSession));
  };
  const rates = await compete({
    EventWriter: async () => throughWriter(pool, await fresh(SESSIONS)),
    COPY: async () => throughCopy(pool, await fresh(SESSIONS), EACH),
    "COPY again": async () => throughCopy(pool, await fresh(SESSIONS), EACH),
    "Prisma createMany": async () => throughPrisma(prisma, await fresh(SESSIONS), EACH_SLOW),
    "one commit a row": async () => rowByRow(pool, (await fresh(1))[0] ?? "", SINGLE_ROWS),
  });
  console.log("rows a second, medians of rounds");
  for (const [name, values] of Object.entries(rates))
    console.log(`  ${name.padEnd(18)} ${Math.round(median(values)).toLocaleString("en")}`);
  for (const other of ["COPY", "Prisma createMany", "one commit a row"] as const)
    console.log(`  EventWriter / ${other} ${sayRatio(ratioOf(rates.EventWriter, rates[other]))}`);
  console.log(`  ${sayControl(ratioOf(rates["COPY again"], rates.COPY))}`);
}

await inRoom(async ({ folder, onEnd }) => {
  const server: Server = await startPostgres({ folder });
  onEnd(() => server.stop());
  const url = server.urlOf("bench");
  await migrateDatabase(url, { quiet: true });
  const pool = new pg.Pool({ connectionString: url, max: 4, options: APPEND_OPTIONS });
  pool.on("error", () => {}); // its connections may outlive its end by a moment, and the database is stopped then
  onEnd(() => pool.end());
  const prisma = prismaOn(url);
  onEnd(() => prisma.$disconnect());
  await measure(pool, prisma);
});
