/** Several statements as one, on a connection of the pool. */
import type pg from "pg";
import { pgPool } from "./pg-pool";
import { isStorageAway } from "./storage-away";

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
    // Asking a database that does not answer to roll back would make whoever waits wait as long again.
    if (error instanceof Error && isStorageAway(error)) broken = error;
    else
      await client.query("ROLLBACK").catch((reason: Error) => {
        broken = reason;
      });
    throw error;
  } finally {
    client.release(broken); // a connection that cannot even roll back is not given to anybody else
  }
}
