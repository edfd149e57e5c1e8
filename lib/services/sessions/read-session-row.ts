/** A session with its owner, its project and its agent, in one round trip: every page, action and socket event begins with it. */
import type { UpstreamConfig } from "@/lib/domain/projects/upstream";
import { pgPool } from "@/lib/platform/pg-pool";
import { type StoredUpstream, upstreamConfig } from "@/lib/services/projects/upstream-config";

export type StoredSession = {
  id: string;
  title: string;
  owner: { id: number; name: string };
  project: { id: number; name: string };
  /** The role asked for when the session was made; null: the project's, or the agent's own. */
  wantedRole: string | null;
  lastSeq: number;
  shared: boolean;
  isArchived: boolean;
  isProjectArchived: boolean;
  upstream: UpstreamConfig;
};

const READ = `
SELECT s.id, s.title, s.owner_id AS "ownerId", o.name AS "ownerName", s.project_id AS "projectId", p.name AS "projectName", s.wanted_role AS "wantedRole",
       s.last_seq AS "lastSeq", s.shared, s.archived_at IS NOT NULL AS "isArchived", p.archived_at IS NOT NULL AS "isProjectArchived",
       u.kind, u.url, u.token_sealed AS "tokenSealed", u.cwd, u.role, u.config_path AS "configPath", u.data_dir AS "dataDir", u.env_names AS "envNames"
  FROM session s JOIN person o ON o.id = s.owner_id JOIN project p ON p.id = s.project_id LEFT JOIN upstream u ON u.project_id = p.id
 WHERE s.id = $1`;

type Flat = Omit<StoredSession, "owner" | "project" | "upstream"> & {
  ownerId: number;
  ownerName: string;
  projectId: number;
  projectName: string;
};

/** `sessionId`: a uuid. Null: no such session. */
export async function readSessionRow(sessionId: string): Promise<StoredSession | null> {
  const query = { name: "read_session_row", text: READ, values: [sessionId] };
  const row = (await pgPool().query<Flat & StoredUpstream>(query)).rows[0];
  if (!row) return null;
  const { id, title, ownerId, ownerName, projectId, projectName, wantedRole, lastSeq, shared, isArchived, isProjectArchived } = row;
  const facts = { id, title, wantedRole, lastSeq, shared, isArchived, isProjectArchived };
  return {
    ...facts,
    owner: { id: ownerId, name: ownerName },
    project: { id: projectId, name: projectName },
    upstream: upstreamConfig(projectId, row),
  };
}
