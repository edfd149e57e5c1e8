/** Where the viewer is signed in. */
import type { Viewer } from "@/lib/domain/viewer";
import { authorizeInstallation } from "@/lib/services/authorize";
import { type Device, liveDevices } from "@/lib/services/people/live-devices";

/** `current` is the device that asks. */
export async function listDevices(viewer: Viewer): Promise<(Device & { current: boolean })[]> {
  authorizeInstallation(viewer, "account:own");
  const devices = (await liveDevices([viewer.personId])).get(viewer.personId) ?? [];
  return devices.map((device) => ({ ...device, current: device.id === viewer.deviceId }));
}
