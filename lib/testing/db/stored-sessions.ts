/** A project with one session on record, for tests of the log below the services. */
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { zeroTotals } from "@/lib/domain/sessions/usage";

/** Person 1 owns everything; ids are what the emptied tables give. */
export async function aProject(pool: pg.Pool) {
  const { rows } = await pool.query<{ person: number; project: number }>(
    `WITH p AS (INSERT INTO person (email, name) VALUES ('ada@example.com', 'Ada') RETURNING id),
          j AS (INSERT INTO project (name) VALUES ('Demo') RETURNING id),
          u AS (INSERT INTO upstream (project_id, kind) SELECT id, 'demo' FROM j)
     SELECT p.id AS person, j.id AS project FROM p, j`,
  );
  const { person, project } = rows[0] ?? { person: 0, project: 0 };
  const anotherSession = async (): Promise<string> => {
    const id = randomUUID();
    await pool.query("INSERT INTO session (id, project_id, owner_id) VALUES ($1, $2, $3)", [id, project, person]);
    return id;
  };
  return {
    personId: person,
    projectId: project,
    by: { personId: person, name: "Ada" },
    sessionId: await anotherSession(),
    anotherSession,
    holderId: randomUUID(),
    totals: zeroTotals,
  };
}
