/** What a live session must know of itself, read afresh when it is opened. */
import type { UpstreamConfig } from "@/lib/domain/upstream";
import type { Actor } from "@/lib/domain/viewer";
import { unseal } from "@/lib/platform/sealed-secret";
import { readSessionRow } from "@/lib/services/sessions/read-session-row";
import type { AgentSpec } from "./session-agent";

export type LiveRow = {
  id: string;
  title: string;
  owner: Actor;
  projectId: number;
  lastSeq: number;
  isArchived: boolean;
  upstream: UpstreamConfig;
  wantedRole: string | null;
};

/** Null: no such session. */
export async function readLiveRow(sessionId: string): Promise<LiveRow | null> {
  const row = await readSessionRow(sessionId);
  if (!row) return null;
  const { id, title, owner, project, lastSeq, upstream, wantedRole } = row;
  return {
    id,
    title,
    lastSeq,
    upstream,
    wantedRole,
    owner: { personId: owner.id, name: owner.name },
    projectId: project.id,
    isArchived: row.isArchived || row.isProjectArchived,
  };
}

/** The agent that serves a session; a stored token is unsealed here and goes no further than its connection. */
export function agentSpecOf({ id, upstream, wantedRole }: LiveRow): AgentSpec {
  switch (upstream.kind) {
    case "demo":
      return { kind: "demo", sessionId: id };
    case "external":
      return { kind: "external", url: upstream.url, token: upstream.tokenSealed ? unseal(Buffer.from(upstream.tokenSealed)) : null };
    case "managed": {
      const { cwd, role, configPath, dataDir, envNames } = upstream;
      return { kind: "managed", sessionId: id, cwd, role: wantedRole ?? role, configPath, dataDir, envNames };
    }
    default:
      return upstream satisfies never;
  }
}

/** What a bind says besides the name: an agent at an address is told where to work, a managed one was started there. */
export function bindPlace({ upstream, wantedRole }: LiveRow): { cwd: string | null; role: string | null } {
  const role = wantedRole ?? upstream.role;
  return { cwd: upstream.kind === "external" ? upstream.cwd : null, role: upstream.kind === "demo" ? null : role };
}
