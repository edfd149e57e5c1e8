/** Signs one of the viewer's own devices out, or all but the one that asks. */
import { z } from "zod";
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";
import { revokeDevices } from "@/lib/services/people/revoke-devices";

/** Refuses "not_found" for a device that is not the viewer's or signed out already. */
export async function signOutDevice(viewer: Viewer, deviceId: string): Promise<void> {
  authorizeInstallation(viewer, "account:own");
  if (!z.uuid().safeParse(deviceId).success) refuse("not_found");
  if ((await revokeDevices(prisma, { personId: viewer.personId, only: deviceId })) === 0) refuse("not_found");
}

/** `ended`: how many others there were. */
export async function signOutOtherDevices(viewer: Viewer): Promise<{ ended: number }> {
  authorizeInstallation(viewer, "account:own");
  return { ended: await revokeDevices(prisma, { personId: viewer.personId, except: viewer.deviceId }) };
}
