/** Who is in a project as what; several roles at once are possible. */
import { z } from "zod";
import { rowId } from "@/lib/domain/row-id";
import type { ProjectRole } from "@/lib/domain/viewer";

const projectRoles = ["developer", "reviewer", "manager"] as const satisfies readonly ProjectRole[];

export const memberInput = z.object({ personId: rowId, roles: z.array(z.enum(projectRoles)).max(3) });
export type MemberInput = z.output<typeof memberInput>;

export const membersInput = z
  .array(memberInput)
  .max(5_000)
  .refine((members) => new Set(members.map((m) => m.personId)).size === members.length, "A person is named twice.");

/** One row per person and role. */
export function membershipRows(
  projectId: number,
  members: readonly MemberInput[],
): { projectId: number; personId: number; role: ProjectRole }[] {
  return members.flatMap(({ personId, roles }) => [...new Set(roles)].map((role) => ({ projectId, personId, role })));
}
