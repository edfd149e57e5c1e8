/** Who is in a project as what; several roles at once are possible. */
import { z } from "zod";
import { rowId } from "@/lib/domain/row-id";
import type { ProjectRole } from "@/lib/domain/viewer";
import type { Prisma } from "@/lib/generated/prisma/client";

const projectRoles = ["developer", "reviewer", "manager"] as const satisfies readonly ProjectRole[];

export const memberInput = z.object({ personId: rowId, roles: z.array(z.enum(projectRoles)).max(3) });
export type MemberInput = z.output<typeof memberInput>;

export const membersInput = z
  .array(memberInput)
  .max(5_000)
  .refine((members) => new Set(members.map((m) => m.personId)).size === members.length, "A person is named twice.");

/** One row per person and role, in one statement however many they are: Prisma's own takes seconds for thousands, and a transaction has five. */
export async function storeMembers(tx: Prisma.TransactionClient, projectId: number, members: readonly MemberInput[]): Promise<void> {
  const rows = members.flatMap(({ personId, roles }) => [...new Set(roles)].map((role) => ({ personId, role })));
  await tx.$executeRaw`
    INSERT INTO membership (project_id, person_id, role)
    SELECT ${projectId}, person_id, role
      FROM unnest(${rows.map((row) => row.personId)}::int[], ${rows.map((row) => row.role)}::project_role[]) AS wanted (person_id, role)`;
}
