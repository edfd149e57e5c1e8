/** A new account without a password, and the one-time link that sets its first one. */
import { z } from "zod";
import { emailSchema } from "@/lib/domain/people/email";
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";
import { issueLink, type OneTimeLink } from "./password-link";
import { personNameSchema } from "./person-name";

export const createPersonInput = z.object({ email: emailSchema, name: personNameSchema, isAdmin: z.boolean().default(false) });

/** Refuses "already_exists" when the address has an account, disabled ones included. */
export async function createPerson(viewer: Viewer, input: z.output<typeof createPersonInput>): Promise<{ id: number; link: OneTimeLink }> {
  authorizeInstallation(viewer, "people:administer");
  return prisma.$transaction(async (tx) => {
    const [created] = await tx.person.createManyAndReturn({ data: [input], skipDuplicates: true, select: { id: true } });
    if (!created) refuse("already_exists", `${input.email} has an account already.`);
    return { id: created.id, link: await issueLink(tx, created.id) };
  });
}
