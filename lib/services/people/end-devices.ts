/** An administrator signs somebody out everywhere. */
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";
import { revokeDevices } from "./revoke-devices";

/** `ended`: how many devices were signed in. */
export async function endDevices(viewer: Viewer, personId: number): Promise<{ ended: number }> {
  authorizeInstallation(viewer, "people:administer");
  return { ended: await revokeDevices(prisma, { personId }) };
}
