/** Who changes how a person comes in (password, links, whether they may at all) follows whoever does so at the same time. */
import type { Prisma } from "@/lib/generated/prisma/client";

/** Call inside the transaction, before it touches anything else of the person: nobody then waits for another in a circle. */
export async function lockPerson(tx: Prisma.TransactionClient, personId: number): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${personId} FOR NO KEY UPDATE`;
}
