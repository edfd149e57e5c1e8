/** Several statements as one, on a connection of the pool. */
import type pg from "pg";
import { pgPool } from "./pg-pool";

/** Commits when `work` returns, and rolls back when it throws. */
export async function inTransaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pgPool().connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const value = await work(client);
    await client.query("COMMIT");
    return value;
  } catch (error) {
    await client.query("ROLLBACK").catch((reason: Error) => {
      broken = reason;
    });
    throw error;
  } finally {
    client.release(broken); // a connection that cannot even roll back is not given to anybody else
  }
}
