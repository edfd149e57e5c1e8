/** What was refused lately, and to whom, for administrators. No text of a session and nothing that was typed is among it. */
import type { Viewer } from "@/lib/domain/viewer";
import { pgPool } from "@/lib/platform/pg-pool";
import { authorizeInstallation } from "@/lib/services/authorize";

export type RefusedRow = {
  /** Milliseconds since 1970; the beginning of the minute. */
  at: number;
  /** Null: nobody who is signed in, and no account. */
  person: { id: number; name: string } | null;
  /** Where it came from. */
  address: string;
  /** What they were at that time: "administrator, developer 3". */
  roles: string;
  /** Of the first in that minute; the answer to it had it as X-Request-Id. */
  requestId: string;
  action: string;
  /** The session or the project; empty: none. */
  target: string;
  count: number;
};

const SHOWN_DAYS = 30;
const SHOWN_MAX = 50;

const NEWEST = `
SELECT (extract(epoch FROM r.minute) * 1000)::float8 AS at, CASE WHEN p.id IS NULL THEN NULL ELSE json_build_object('id', p.id, 'name', p.name) END AS person,
       r.address, r.roles, r.request_id AS "requestId", r.action, r.target, r.count
  FROM refused_attempt r LEFT JOIN person p ON p.id = r.person_id
 WHERE r.minute > now() - make_interval(days => ${SHOWN_DAYS})
 ORDER BY r.minute DESC, r.count DESC LIMIT ${SHOWN_MAX}`;

/** The newest first. Refuses "not_found" for everybody but administrators. */
export async function listRefused(viewer: Viewer): Promise<RefusedRow[]> {
  authorizeInstallation(viewer, "people:administer");
  return (await pgPool().query<RefusedRow>(NEWEST)).rows;
}
