/** Marks people whose rights changed: sockets that were opened under the old ones are cut. */
import type { Prisma } from "@/lib/generated/prisma/client";

export async function bumpRights(tx: Prisma.TransactionClient, personIds: readonly number[]): Promise<void> {
  await tx.$executeRaw`UPDATE person SET rights_version = rights_version + 1 WHERE id = ANY (${personIds}::int[])`;
}
