/** Signs devices of a person out; the bridge cuts their sockets within a second or two. */
import type { Prisma } from "@/lib/generated/prisma/client";

type Which = { personId: number; only?: string; except?: string };

/** Returns how many were signed in until now. */
export async function revokeDevices(tx: Prisma.TransactionClient, { personId, only, except }: Which): Promise<number> {
  const id = { ...(only === undefined ? {} : { equals: only }), ...(except === undefined ? {} : { not: except }) };
  const { count } = await tx.userSession.updateMany({ where: { personId, revokedAt: null, id }, data: { revokedAt: new Date() } });
  return count;
}
