/** Locks the administrators against each other, so that two who remove one another at once do not leave none. */

import { refuse } from "@/lib/domain/refusal";
import type { Prisma } from "@/lib/generated/prisma/client";

/** Call inside the transaction that takes the right away. Refuses "last_administrator" when `personId` is the only one who can sign in. */
export async function keepAnAdministrator(tx: Prisma.TransactionClient, personId: number): Promise<void> {
  const admins = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM person WHERE is_admin AND disabled_at IS NULL ORDER BY id FOR UPDATE`;
  if (admins.length === 1 && admins[0]?.id === personId) refuse("last_administrator");
}
