/** Signs one device out: its cookie and its live sockets are worth nothing from now on. */
import { prisma } from "@/lib/platform/prisma";

export async function revokeDevice(deviceId: string): Promise<void> {
  await prisma.userSession.updateMany({ where: { id: deviceId, revokedAt: null }, data: { revokedAt: new Date() } });
}
