/** The test database itself: migrated, the one DATABASE_URL names, and empty at the start of each test. */
import { expect, test } from "vitest";
import { pgPool } from "@/lib/platform/pg-pool";
import { prisma } from "@/lib/platform/prisma";
import { testDatabase } from "./test-database";

const { pool } = testDatabase();

async function tableCount(): Promise<number> {
  const { rows } = await pool.query<{ count: number }>("SELECT count(*)::int AS count FROM pg_tables WHERE schemaname = 'public'");
  return rows[0]?.count ?? 0;
}

test("every migration was applied", async () => {
  const { rows } = await pool.query<{ finished: boolean }>("SELECT finished_at IS NOT NULL AS finished FROM _prisma_migrations");
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((row) => row.finished)).toBe(true);
  expect(await tableCount()).toBeGreaterThan(1);
});

test("Prisma, the pool and the test talk to one database, with JIT off", async () => {
  const where = "SELECT current_database() AS name, current_setting('jit') AS jit";
  const { rows } = await pool.query(where);
  expect((await pgPool().query(where)).rows).toEqual(rows);
  expect(await prisma.$queryRawUnsafe(where)).toEqual(rows);
  expect(rows[0].jit).toBe("off");
});
