/** Begins to count refused attempts anew, as if nobody had tried anything in this process: tests before may have. */
import type pg from "pg";
import { takeOnce } from "@/lib/platform/once-per-process";
import { writeRefusedAttempts } from "@/lib/platform/refused-attempts";

export async function freshAttempts(pool: pg.Pool): Promise<void> {
  await writeRefusedAttempts();
  takeOnce("refused-attempts");
  await pool.query("TRUNCATE refused_attempt");
}
