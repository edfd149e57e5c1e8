/** Writes down who was refused what: wrong sign-ins, and rights that somebody did not have. Nobody waits for it, and no text is kept. */

import { AttemptBook, type CountedAttempt } from "./attempt-book";
import { callAfter } from "./call-after";
import { currentRequest } from "./current-request";
import { logger } from "./logger";
import { oncePerProcess } from "./once-per-process";
import { pgPool } from "./pg-pool";

const ROLES_MAX = 12;
const KEPT_DAYS = 90;
const KEPT_MAX = 100_000;
const PRUNE_EVERY_MS = 60 * 60_000;

const WRITE = `
INSERT INTO refused_attempt (minute, person_id, address, action, target, count, roles, request_id)
SELECT to_timestamp(a.minute * 60), a.person_id, a.address, a.action, a.target, a.count, a.roles, a.request_id
  FROM unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[])
       a (minute, person_id, address, action, target, count, roles, request_id)
    ON CONFLICT (minute, person_id, address, action, target) DO UPDATE SET count = refused_attempt.count + EXCLUDED.count`;
const PRUNE = `
DELETE FROM refused_attempt WHERE minute < greatest(
  now() - make_interval(days => ${KEPT_DAYS}), (SELECT minute FROM refused_attempt ORDER BY minute DESC OFFSET ${KEPT_MAX} LIMIT 1))`;

/** In the table nobody is person 0: a key has no nulls. */
async function write(attempts: CountedAttempt[]): Promise<void> {
  const column = <T>(read: (attempt: CountedAttempt) => T): T[] => attempts.map(read);
  await pgPool().query(WRITE, [
    column(({ minute }) => minute),
    column(({ personId }) => personId ?? 0),
    column(({ address }) => address),
    column(({ action }) => action),
    column(({ target }) => target),
    column(({ count }) => count),
    column(({ roles }) => roles ?? ""),
    column(({ requestId }) => requestId),
  ]);
}

function makeBook(): AttemptBook {
  let prunedAt = Number.NEGATIVE_INFINITY;
  return new AttemptBook({
    now: Date.now,
    after: callAfter,
    write: async (attempts) => {
      await write(attempts).catch((err: unknown) => {
        logger.warn({ err }, "refused attempts could not be written down; they wait");
        throw err;
      });
      if (performance.now() - prunedAt < PRUNE_EVERY_MS) return;
      prunedAt = performance.now();
      await pgPool()
        .query(PRUNE)
        .catch((err: unknown) => logger.warn({ err }, "old refused attempts could not be removed"));
    },
  });
}

const book = (): AttemptBook => oncePerProcess("refused-attempts", makeBook);

type Person = { personId: number; isAdmin: boolean; memberships: readonly { projectId: number; role: string }[] };

/** Those in the project that was asked for first: "administrator, developer/reviewer 3, and 7 more". */
function rolesOf({ isAdmin, memberships }: Person, askedFor: number | undefined): string {
  const far = (projectId: number): number => (projectId === askedFor ? 0 : 1);
  const projects = [...new Set(memberships.map(({ projectId }) => projectId))].sort((a, b) => far(a) - far(b) || a - b);
  const rolesIn = (id: number) => memberships.flatMap(({ projectId, role }) => (projectId === id ? [role] : [])).join("/");
  const inProjects = projects.map((id) => `${rolesIn(id)} ${id}`);
  const roles = [...(isAdmin ? ["administrator"] : []), ...inProjects];
  if (roles.length === 0) return "no role";
  return (roles.length > ROLES_MAX ? [...roles.slice(0, ROLES_MAX), `and ${roles.length - ROLES_MAX} more`] : roles).join(", ");
}

/** An address may have been written by a proxy: what would not be seen is left out. */
const cleanAddress = (address: string): string => address.replace(/\p{Cc}/gu, "").slice(0, 64);

/** Somebody who is signed in has not the right to do this: in a session, in a project, or at all. */
export function noteRefusal(
  viewer: Person,
  action: string,
  { projectId, sessionId }: { projectId?: number; sessionId?: string } = {},
): void {
  const { id: requestId, address } = currentRequest();
  const target = sessionId ?? String(projectId ?? "");
  const roles = rolesOf(viewer, projectId);
  book().note({ personId: viewer.personId, address: cleanAddress(address), action, target, roles, requestId });
}

/** `personId`: whose account it is, null: of no account. The address that was typed is not kept: it may be a password. */
export const noteRefusedSignIn = (personId: number | null, address: string, action: "sign-in" | "sign-in-paused"): void =>
  book().note({ personId, address: cleanAddress(address), action, target: "", roles: null, requestId: currentRequest().id });

/** For the end of the process, and for tests: what was noted is written. */
export const writeRefusedAttempts = (): Promise<void> => book().flush();
