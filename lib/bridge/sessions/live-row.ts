/** What a live session must know of itself, read afresh when it is opened, and what pages may have changed of it meanwhile. */
import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import type { AgentSpec, SessionAgent } from "@/lib/bridge/agents/session-agent";
import type { Actor } from "@/lib/domain/viewer";
import { AT_REST, GOES_ON, mayWrite } from "@/lib/event-log/under-way";
import { nameUnnamed } from "@/lib/services/sessions/name-unnamed";
import { readSessionRow, type StoredSession } from "@/lib/services/sessions/read-session-row";
import type { DriverSession } from "./driver-types";

/** What pages change of a session, as it was at this seq. `lookedAt`: when the look began; what is committed before, it has seen. */
export type KnownRow = { lookedAt: number; seq: number; title: string; owner: Actor; isAtRest: boolean };

export type LiveRow = Pick<StoredSession, "id" | "upstream" | "wantedRole"> & { known: KnownRow };

const IS_LEFT = `(s.holder_id IS NULL AND ${GOES_ON})`;
const KNOWN = `
SELECT s.last_seq AS seq, s.title, ${AT_REST} AS "isAtRest", json_build_object('personId', o.id, 'name', o.name) AS owner,
       ${IS_LEFT} AS "isLeft"
  FROM session s JOIN person o ON o.id = s.owner_id JOIN project p ON p.id = s.project_id WHERE s.id = $1`;

/** `isLeft`: it should go on by itself, and nobody drives it. Undefined: no such session. */
export async function readKnownRow(pool: pg.Pool, sessionId: string): Promise<{ known: KnownRow; isLeft: boolean } | undefined> {
  const lookedAt = performance.now();
  const [row] = (await pool.query<Omit<KnownRow, "lookedAt"> & { isLeft: boolean }>(KNOWN, [sessionId])).rows;
  if (!row) return undefined;
  const { isLeft, ...known } = row;
  return { known: { ...known, lookedAt }, isLeft };
}

const LEFT = `SELECT s.id FROM session s JOIN project p ON p.id = s.project_id WHERE ${IS_LEFT}`;

/** Those that should go on by themselves, and nobody drives. */
export async function readLeft(pool: pg.Pool): Promise<string[]> {
  return (await pool.query<{ id: string }>(LEFT)).rows.map(({ id }) => id);
}

const MAY_WRITE = `SELECT FROM session s WHERE s.id = $1 AND ${mayWrite("$2")}`;

export async function readMayWrite(pool: pg.Pool, sessionId: string, personId: number): Promise<boolean> {
  return (await pool.query(MAY_WRITE, [sessionId, personId])).rowCount === 1;
}

/** Null: no such session. */
export async function readLiveRow(pool: pg.Pool, sessionId: string): Promise<LiveRow | null> {
  const [row, now] = await Promise.all([readSessionRow(sessionId), readKnownRow(pool, sessionId)]);
  return row && now ? { id: row.id, upstream: row.upstream, wantedRole: row.wantedRole, known: now.known } : null;
}

/** Whether its project has another agent since it was read, or this one elsewhere. */
export const hasMoved = async ({ id, upstream }: LiveRow): Promise<boolean> =>
  !isDeepStrictEqual((await readSessionRow(id))?.upstream, upstream);

/** The agent that serves a session; its token stays sealed. */
export function agentSpecOf({ id, upstream, wantedRole }: LiveRow): AgentSpec {
  switch (upstream.kind) {
    case "demo":
      return { kind: "demo", sessionId: id };
    case "external":
      return { kind: "external", url: upstream.url, tokenSealed: upstream.tokenSealed };
    case "managed": {
      const { cwd, role, configPath, dataDir, envNames } = upstream;
      return { kind: "managed", sessionId: id, cwd, role: wantedRole ?? role, configPath, dataDir, envNames };
    }
    default:
      return upstream satisfies never;
  }
}

/** What a bind says besides the name: an agent at an address is told where to work, a managed one was started there. */
function bindPlace({ upstream, wantedRole }: LiveRow): { cwd: string | null; role: string | null } {
  const role = wantedRole ?? upstream.role;
  return { cwd: upstream.kind === "external" ? upstream.cwd : null, role: upstream.kind === "demo" ? null : role };
}

/** The session as its driver needs it: what is known of it now, and its agent. */
export function sessionOf(row: LiveRow, known: KnownRow, agent: SessionAgent): DriverSession {
  return {
    ...known,
    id: row.id,
    ...bindPlace(row),
    isDemo: row.upstream.kind === "demo",
    endsWithUs: row.upstream.kind !== "external",
    target: () => agent.target(),
    nameItself: (named) => void nameUnnamed(row.id, named),
    listProcesses: () => agent.listProcesses(),
    endProcesses: () => agent.endProcesses(),
  };
}
