/** A new project: its name, its agent, and who is in it. */
import { z } from "zod";
import { refuse } from "@/lib/domain/refusal";
import { lineSchema } from "@/lib/domain/text/one-line";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";
import { lockPeople } from "@/lib/services/people/lock-people";
import { membersInput, storeMembers } from "./project-members";
import { upstreamColumns } from "./upstream-columns";
import { checkPlaces, upstreamInput } from "./upstream-input";

export const projectNameSchema = lineSchema("A project's name", 80);

export const createProjectInput = z.object({ name: projectNameSchema, upstream: upstreamInput, members: membersInput.optional() });

/** Without `members` its maker is in it as developer, so that it can be tried at once. */
export async function createProject(viewer: Viewer, input: z.output<typeof createProjectInput>): Promise<{ id: number }> {
  authorizeInstallation(viewer, "projects:administer");
  await checkPlaces(input.upstream);
  const members = input.members ?? [{ personId: viewer.personId, roles: ["developer" as const] }];
  const personIds = members.map((m) => m.personId);
  return prisma.$transaction(async (tx) => {
    if ((await lockPeople(tx, personIds)) !== personIds.length) refuse("not_found");
    const project = await tx.project.create({ data: { name: input.name, upstream: { create: upstreamColumns(input.upstream) } } });
    await storeMembers(tx, project.id, members);
    return { id: project.id };
  });
}
