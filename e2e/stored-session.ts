import { randomUUID } from "node:crypto";
import type pg from "pg";

/** A session of the administrator's, in the project that the server made for the agent at OCTOMIND_URL; gives its id. */
export async function storeSessionOfAgent(pool: pg.Pool, title: string): Promise<string> {
  const id = randomUUID();
  await pool.query(
    `INSERT INTO session (id, project_id, owner_id, title)
     SELECT $1, u.project_id, p.id, $2 FROM upstream u, person p WHERE u.kind = 'external' AND p.is_admin`,
    [id, title],
  );
  return id;
}
