/** One project as administrators edit it: who is in it, and which agent serves it. The agent's token stays where it is. */

import type { UpstreamConfig } from "@/lib/domain/projects/upstream";
import { refuse } from "@/lib/domain/refusal";
import { byName } from "@/lib/domain/text/by-name";
import type { ProjectRole, Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";
import { upstreamConfig } from "./upstream-config";

export type UpstreamDescription =
  | { kind: "demo" }
  | { kind: "external"; url: string; hasToken: boolean; cwd: string | null; role: string | null }
  | { kind: "managed"; cwd: string; role: string | null; configPath: string | null; dataDir: string | null; envNames: string[] };

export type ProjectDescription = {
  id: number;
  name: string;
  archived: boolean;
  createdAt: number;
  sessions: number;
  members: { personId: number; name: string; email: string; disabled: boolean; roles: ProjectRole[] }[];
  upstream: UpstreamDescription;
};

function describeUpstream(config: UpstreamConfig): UpstreamDescription {
  switch (config.kind) {
    case "demo":
      return { kind: "demo" };
    case "external":
      return { kind: "external", url: config.url, hasToken: config.tokenSealed !== null, cwd: config.cwd, role: config.role };
    case "managed":
      return { ...config };
    default:
      return config satisfies never;
  }
}

type MemberRow = { role: ProjectRole; person: { id: number; name: string; email: string; disabledAt: Date | null } };

function describeMembers(rows: MemberRow[]): ProjectDescription["members"] {
  const members = new Map<number, ProjectDescription["members"][number]>();
  for (const { person, role } of rows) {
    const known = members.get(person.id);
    if (known) known.roles.push(role);
    else
      members.set(person.id, {
        personId: person.id,
        name: person.name,
        email: person.email,
        disabled: person.disabledAt !== null,
        roles: [role],
      });
  }
  return byName([...members.values()]);
}

/** Refuses "not_found" for everybody but administrators. */
export async function describeProject(viewer: Viewer, projectId: number): Promise<ProjectDescription> {
  authorizeInstallation(viewer, "projects:administer");
  const project = await prisma.project.findUnique({
    where: { id: projectId },
    include: {
      upstream: true,
      memberships: {
        include: { person: { select: { id: true, name: true, email: true, disabledAt: true } } },
        orderBy: [{ personId: "asc" }, { role: "asc" }],
      },
      _count: { select: { sessions: true } },
    },
  });
  if (!project) refuse("not_found");
  return {
    id: project.id,
    name: project.name,
    archived: project.archivedAt !== null,
    createdAt: project.createdAt.getTime(),
    sessions: project._count.sessions,
    members: describeMembers(project.memberships),
    upstream: describeUpstream(upstreamConfig(project.id, project.upstream)),
  };
}
