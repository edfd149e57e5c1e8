/** Signs devices of a person out; the bridge cuts their sockets within a second or two. */
import type { Prisma } from "@/lib/generated/prisma/client";
import { IDLE_MS } from "./live-devices";

type Which = { personId: number; only?: string; except?: string };

/** Returns on how many one was signed in until now: what expired, or was not used for too long, is revoked and not counted. */
export async function revokeDevices(tx: Prisma.TransactionClient, { personId, only, except }: Which): Promise<number> {
  const id = { ...(only === undefined ? {} : { equals: only }), ...(except === undefined ? {} : { not: except }) };
  const now = Date.now();
  const revoked = await tx.userSession.updateManyAndReturn({
    where: { personId, revokedAt: null, id },
    data: { revokedAt: new Date(now) },
    select: { expiresAt: true, seenAt: true },
  });
  return revoked.filter(({ expiresAt, seenAt }) => expiresAt.getTime() > now && seenAt.getTime() > now - IDLE_MS).length;
}
