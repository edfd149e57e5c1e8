/** Who changes how people come in or what they may (password, links, roles, whether they may at all) follows whoever does so at the same time. */
import type { Prisma } from "@/lib/generated/prisma/client";

/** Call inside the transaction, before it touches anything else of them: always by id, so nobody waits for another in a circle. Gives how many there are. */
export async function lockPeople(tx: Prisma.TransactionClient, personIds: readonly number[]): Promise<number> {
  const found = await tx.$queryRaw<unknown[]>`SELECT 1 FROM person WHERE id = ANY (${personIds}::int[]) ORDER BY id FOR NO KEY UPDATE`;
  return found.length;
}
