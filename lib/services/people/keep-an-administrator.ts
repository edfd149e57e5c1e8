/** Locks the administrators against each other, and by id as lock-people does, so that two who remove one another at once do not leave none. */

import { refuse } from "@/lib/domain/refusal";
import type { Prisma } from "@/lib/generated/prisma/client";

/** Call inside the transaction that takes the right away. Refuses "last_administrator" when `personId` is one and no other can sign in: who has no password yet may never have one. */
export async function keepAnAdministrator(tx: Prisma.TransactionClient, personId: number): Promise<void> {
  const people = await tx.$queryRaw<{ id: number; isAdmin: boolean; hasPassword: boolean }[]>`
    SELECT id, is_admin AND disabled_at IS NULL AS "isAdmin", password_hash IS NOT NULL AS "hasPassword" FROM person
     WHERE (is_admin AND disabled_at IS NULL) OR id = ${personId} ORDER BY id FOR UPDATE`;
  const isOne = people.some(({ id, isAdmin }) => id === personId && isAdmin);
  const others = people.filter(({ id, isAdmin, hasPassword }) => id !== personId && isAdmin && hasPassword);
  if (isOne && others.length === 0) refuse("last_administrator");
}
