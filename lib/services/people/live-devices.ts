/** The devices that are signed in right now, as people recognise them. */
import { DEVICE_IDLE_HOURS } from "@/lib/domain/people/device-limits";
import { prisma } from "@/lib/platform/prisma";

/** Times are ms since 1970. */
export type Device = { id: string; userAgent: string; address: string; createdAt: number; seenAt: number };

export const IDLE_MS = DEVICE_IDLE_HOURS * 60 * 60 * 1_000;

/** By person, the one used last first. */
export async function liveDevices(personIds: readonly number[]): Promise<Map<number, Device[]>> {
  const now = Date.now();
  const rows = await prisma.userSession.findMany({
    where: { personId: { in: [...personIds] }, revokedAt: null, expiresAt: { gt: new Date(now) }, seenAt: { gt: new Date(now - IDLE_MS) } },
    orderBy: [{ seenAt: "desc" }, { id: "asc" }],
  });
  const devices = new Map<number, Device[]>(personIds.map((id) => [id, []]));
  for (const { personId, id, userAgent, address, createdAt, seenAt } of rows) {
    devices.get(personId)?.push({ id, userAgent, address, createdAt: createdAt.getTime(), seenAt: seenAt.getTime() });
  }
  return devices;
}
