import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { aProject } from "@/lib/testing/stored-sessions";
import { testDatabase } from "@/lib/testing/test-database";
import { claimSession, renewLease } from "./claim-session";

const { pool } = testDatabase();

/** Of the only holder; what is left of its lease. */
const secondsLeft = async (): Promise<number> =>
  (await pool.query<{ left: number }>("SELECT extract(epoch FROM lease_until - clock_timestamp())::float8 AS left FROM holder")).rows[0]
    ?.left ?? Number.NaN;
/** As if so many seconds had passed. */
const pass = (seconds: number) => pool.query("UPDATE holder SET lease_until = lease_until - $1 * interval '1 second'", [seconds]);

async function heldFor(seconds: number) {
  const { sessionId, holderId } = await aProject(pool);
  await pool.query("INSERT INTO holder VALUES ($1, 'here', now() + $2 * interval '1 second')", [holderId, seconds]);
  await claimSession(pool, sessionId, holderId);
  return { sessionId, holderId };
}

test("a lease from a clock of the database that was ahead lasts a whole one more from the first who asks, not as long as it was ahead", async () => {
  const { sessionId } = await heldFor(3 * 3_600);
  const other = randomUUID();
  expect(await claimSession(pool, sessionId, other)).toBe("held_elsewhere");
  expect(await secondsLeft()).toBeLessThanOrEqual(15);
  await pass(5);
  // Whoever asks again does not make it longer.
  expect(await claimSession(pool, sessionId, other)).toBe("held_elsewhere");
  expect(await secondsLeft()).toBeLessThanOrEqual(10);
  await pass(10);
  expect(await claimSession(pool, sessionId, other)).toMatchObject({ epoch: 2 });
});

test("a holder that lives keeps its sessions when that clock is put right: it renews its lease in time", async () => {
  const { sessionId, holderId } = await heldFor(3 * 3_600);
  expect(await claimSession(pool, sessionId, randomUUID())).toBe("held_elsewhere");
  await pass(5);
  await renewLease(pool, holderId, "here");
  await pass(14);
  expect(await claimSession(pool, sessionId, randomUUID())).toBe("held_elsewhere");
});

test("asking for a session shortens no lease that is right, and none of a session that nobody holds", async () => {
  const { sessionId } = await heldFor(9);
  await claimSession(pool, sessionId, randomUUID());
  expect(await secondsLeft()).toBeGreaterThan(5);
  expect(await claimSession(pool, randomUUID(), randomUUID())).toBe("gone");
});
