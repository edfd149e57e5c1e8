/** People, projects, memberships and sessions in the test database, and viewers who are really signed in. */
import { randomUUID } from "node:crypto";
import { viewerOfDevice } from "@/lib/auth/viewer-of-device";
import type { Actor, ProjectRole, Viewer } from "@/lib/domain/viewer";
import type { Person, Prisma } from "@/lib/generated/prisma/client";
import { hashPassword } from "@/lib/platform/password-hash";
import { prisma } from "@/lib/platform/prisma";
import { uuidV7 } from "@/lib/platform/uuid-v7";

type PersonWishes = { name?: string; isAdmin?: boolean; password?: string; disabled?: boolean };

/** The e-mail address is the name in lower case at example.com. */
export async function storePerson({ name = "Ada", isAdmin = false, password, disabled = false }: PersonWishes = {}): Promise<Person> {
  return prisma.person.create({
    data: {
      name,
      email: `${name.toLowerCase()}@example.com`,
      isAdmin,
      passwordHash: password === undefined ? null : await hashPassword(password),
      disabledAt: disabled ? new Date() : null,
    },
  });
}

/** A device of this person, signed in a moment ago. */
export async function storeDevice(personId: number, wishes: Partial<Prisma.UserSessionUncheckedCreateInput> = {}): Promise<string> {
  const id = randomUUID();
  await prisma.userSession.create({ data: { id, personId, expiresAt: new Date(Date.now() + 3_600_000), ...wishes } });
  return id;
}

/** A project on the demo agent. */
export async function storeProject(name = "Demo", wishes: Partial<Prisma.ProjectCreateInput> = {}): Promise<number> {
  const project = await prisma.project.create({ data: { name, upstream: { create: { kind: "demo" } }, ...wishes } });
  return project.id;
}

export async function storeMembership(personId: number, projectId: number, ...roles: ProjectRole[]): Promise<void> {
  await prisma.membership.createMany({ data: roles.map((role) => ({ personId, projectId, role })) });
}

/** A signed-in viewer with what the database says of them now. */
export async function signedIn(personId: number): Promise<Viewer> {
  const viewer = await viewerOfDevice(await storeDevice(personId));
  if (!viewer) throw new Error("This person cannot sign in.");
  return viewer;
}

/** A person with roles in a project, signed in. */
export async function signedInAs(name: string, projectId: number, ...roles: ProjectRole[]): Promise<Viewer> {
  const person = await storePerson({ name });
  await storeMembership(person.id, projectId, ...roles);
  return signedIn(person.id);
}

export async function signedInAdministrator(name = "Root"): Promise<Viewer> {
  return signedIn((await storePerson({ name, isAdmin: true })).id);
}

/** A session's row without any event. */
export async function storeSession(
  ownerId: number,
  projectId: number,
  wishes: Partial<Prisma.SessionUncheckedCreateInput> = {},
): Promise<string> {
  const id = uuidV7();
  await prisma.session.create({ data: { id, ownerId, projectId, title: "A session", ...wishes } });
  return id;
}

/** A session in a project whose agent is at this address, and its owner, a developer there. */
export async function storeSessionAt(url: string): Promise<{ owner: Actor; sessionId: string }> {
  const person = await storePerson();
  const projectId = await storeProject("At an address", { upstream: { create: { kind: "external", url } } });
  await storeMembership(person.id, projectId, "developer");
  return { owner: { personId: person.id, name: person.name }, sessionId: await storeSession(person.id, projectId) };
}
