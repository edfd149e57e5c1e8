/** Locks the administrators against each other, so that two who remove one another at once do not leave none. */

import { refuse } from "@/lib/domain/refusal";
import type { Prisma } from "@/lib/generated/prisma/client";

/** Call inside the transaction that takes the right away. Refuses "last_administrator" when `personId` is one and no other can sign in: who has no password yet may never have one. */
export async function keepAnAdministrator(tx: Prisma.TransactionClient, personId: number): Promise<void> {
  const admins = await tx.$queryRaw<{ id: number; hasPassword: boolean }[]>`
    SELECT id, password_hash IS NOT NULL AS "hasPassword" FROM person WHERE is_admin AND disabled_at IS NULL ORDER BY id FOR UPDATE`;
  const isOne = admins.some(({ id }) => id === personId);
  if (isOne && !admins.some(({ id, hasPassword }) => id !== personId && hasPassword)) refuse("last_administrator");
}
