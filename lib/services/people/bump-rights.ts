/** Marks people whose rights changed: sockets that were opened under the old ones are cut. */
import type { Prisma } from "@/lib/generated/prisma/client";

export async function bumpRights(tx: Prisma.TransactionClient, personIds: readonly number[]): Promise<void> {
  if (personIds.length === 0) return;
  await tx.person.updateMany({ where: { id: { in: [...personIds] } }, data: { rightsVersion: { increment: 1 } } });
}
