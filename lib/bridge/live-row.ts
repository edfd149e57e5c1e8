/** What a live session must know of itself, read afresh when it is opened. */
import type { UpstreamConfig } from "@/lib/domain/upstream";
import type { Actor } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { unseal } from "@/lib/platform/sealed-secret";
import { upstreamConfig } from "@/lib/services/projects/upstream-config";
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
  const row = await prisma.session.findUnique({
    where: { id: sessionId },
    include: { owner: { select: { id: true, name: true } }, project: { include: { upstream: true } } },
  });
  if (!row) return null;
  return {
    id: row.id,
    title: row.title,
    owner: { personId: row.owner.id, name: row.owner.name },
    projectId: row.projectId,
    lastSeq: row.lastSeq,
    isArchived: row.archivedAt !== null || row.project.archivedAt !== null,
    upstream: upstreamConfig(row.projectId, row.project.upstream),
    wantedRole: row.wantedRole,
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
