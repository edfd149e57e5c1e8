/** The projects a viewer knows of: all for administrators, else those they are in. */
import { can } from "@/lib/domain/policy";
import type { UpstreamKind } from "@/lib/domain/projects/upstream";
import { byName } from "@/lib/domain/text/by-name";
import type { ProjectRole, Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";

export type ProjectRow = {
  id: number;
  name: string;
  kind: UpstreamKind;
  archived: boolean;
  createdAt: number;
  people: number;
  sessions: number;
  /** What the viewer is in it. */
  roles: ProjectRole[];
  rights: { createSession: boolean; readSessions: boolean; cost: boolean };
};

/** By name; archived ones last. */
export async function listProjects(viewer: Viewer): Promise<ProjectRow[]> {
  const own = [...new Set(viewer.memberships.map((m) => m.projectId))];
  const projects = await prisma.project.findMany({
    where: can(viewer, "projects:administer", { kind: "installation" }) ? {} : { id: { in: own } },
    include: { upstream: { select: { kind: true } }, memberships: { select: { personId: true } }, _count: { select: { sessions: true } } },
    orderBy: { id: "asc" },
  });
  const rows = projects.map((project): ProjectRow => {
    const subject = { kind: "project", projectId: project.id, archived: project.archivedAt !== null } as const;
    return {
      id: project.id,
      name: project.name,
      kind: project.upstream?.kind ?? "demo",
      archived: subject.archived,
      createdAt: project.createdAt.getTime(),
      people: new Set(project.memberships.map((m) => m.personId)).size,
      sessions: project._count.sessions,
      roles: viewer.memberships.filter((m) => m.projectId === project.id).map((m) => m.role),
      rights: {
        createSession: can(viewer, "session:create", subject),
        readSessions: can(viewer, "project:read-sessions", subject),
        cost: can(viewer, "project:cost", subject),
      },
    };
  });
  return byName(rows).sort((a, b) => Number(a.archived) - Number(b.archived));
}
