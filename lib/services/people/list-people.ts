/** Everybody with an account, for administrators. */
import { byName } from "@/lib/domain/text/by-name";
import type { ProjectRole, Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";
import { type Device, liveDevices } from "./live-devices";

/** Times are ms since 1970. */
export type PersonRow = {
  id: number;
  email: string;
  name: string;
  isAdmin: boolean;
  disabled: boolean;
  /** False until the first one-time link was used. */
  hasPassword: boolean;
  /** When the open one-time link ends, if there is one. */
  linkExpiresAt: number | null;
  createdAt: number;
  lastSeenAt: number | null;
  devices: Device[];
  projects: { id: number; name: string; roles: ProjectRole[] }[];
};

type MembershipRow = { role: ProjectRole; project: { id: number; name: string } };

function projectsOf(rows: MembershipRow[]): PersonRow["projects"] {
  const projects = new Map<number, PersonRow["projects"][number]>();
  for (const { project, role } of rows) {
    const known = projects.get(project.id);
    if (known) known.roles.push(role);
    else projects.set(project.id, { ...project, roles: [role] });
  }
  return byName([...projects.values()]);
}

/** By name; disabled accounts last. Refuses "not_found" for everybody but administrators. */
export async function listPeople(viewer: Viewer): Promise<PersonRow[]> {
  authorizeInstallation(viewer, "people:administer");
  const people = await prisma.person.findMany({
    include: {
      memberships: {
        include: { project: { select: { id: true, name: true } } },
        orderBy: [{ projectId: "asc" }, { role: "asc" }],
      },
      passwordLinks: { where: { usedAt: null, expiresAt: { gt: new Date() } }, orderBy: { expiresAt: "desc" }, take: 1 },
      devices: { orderBy: { seenAt: "desc" }, take: 1, select: { seenAt: true } },
    },
    orderBy: { id: "asc" },
  });
  const devices = await liveDevices(people.map((person) => person.id));
  const rows = people.map(
    (person): PersonRow => ({
      id: person.id,
      email: person.email,
      name: person.name,
      isAdmin: person.isAdmin,
      disabled: person.disabledAt !== null,
      hasPassword: person.passwordHash !== null,
      linkExpiresAt: person.passwordLinks[0]?.expiresAt.getTime() ?? null,
      createdAt: person.createdAt.getTime(),
      lastSeenAt: person.devices[0]?.seenAt.getTime() ?? null,
      devices: devices.get(person.id) ?? [],
      projects: projectsOf(person.memberships),
    }),
  );
  return byName(rows).sort((a, b) => Number(a.disabled) - Number(b.disabled));
}
