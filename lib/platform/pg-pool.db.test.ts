/** How a connection is opened: what an address asks for is kept, and so is what we need. */
import { expect, test } from "vitest";
import { APPEND_OPTIONS, openPool } from "./pg-pool";

test("options in an address go beside ours", async () => {
  const url = new URL(process.env.DATABASE_URL ?? "");
  url.searchParams.set("options", "-c statement_timeout=12345 -c jit=on");
  url.searchParams.set("connect_timeout", "7");
  const pool = openPool("test", 1, { options: APPEND_OPTIONS, address: url.href });
  try {
    const asked =
      "SELECT current_setting('statement_timeout') AS theirs, current_setting('jit') AS jit, current_setting('plan_cache_mode') AS plans";
    const { rows } = await pool.query(asked);
    expect(rows).toEqual([{ theirs: "12345ms", jit: "off", plans: "force_generic_plan" }]);
  } finally {
    await pool.end();
  }
});
