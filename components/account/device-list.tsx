"use client";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { useLookAgain } from "@/components/ui/forms/use-look-again";
import { leaveRow } from "@/components/ui/leave-row";
import { Confirm } from "@/components/ui/overlays/alert-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { Tag } from "@/components/ui/tag";
import { WorkButton } from "@/components/ui/work-button";
import { answered } from "@/lib/domain/answered";
import type { Answer } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";
import { deviceName } from "./device-name";

export type ListedDevice = { id: string; userAgent: string; address: string; seenAt: number; current: boolean };
type Verbs = { end(input: { deviceId: string }): Promise<Answer>; endOthers(): Promise<Answer<{ ended: number }>> };

/** Where one is signed in, and the way to end that. */
export function DeviceList({ devices, now, verbs }: { devices: ListedDevice[]; now: number; verbs: Verbs }) {
  const lookAgain = useLookAgain();

  async function end(deviceId: string, button: HTMLElement) {
    const answer = await answered(verbs.end({ deviceId })).then(lookAgain);
    if (answer.ok) leaveRow(button);
    else toast.error(sayRefusal(answer.refusal));
  }

  async function endOthers() {
    const answer = await answered(verbs.endOthers()).then(lookAgain);
    if (!answer.ok) return void toast.error(sayRefusal(answer.refusal));
    // The button that had the focus goes with them.
    document.getElementById("main")?.focus();
    toast.success(answer.ended === 1 ? "One device was signed out." : `${answer.ended} devices were signed out.`);
  }

  return (
    <div className="grid gap-3">
      <ul aria-label="Devices" className="rounded-lg border bg-card">
        {devices.map((device) => (
          <li key={device.id} className="flex items-center gap-3 border-b px-3 py-2.5 last:border-b-0">
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">
                {deviceName(device.userAgent)} {device.current && <Tag className="ml-1">this one</Tag>}
              </p>
              <p id={`seen-${device.id}`} className="truncate text-xs text-muted-foreground">
                {device.address || "address unknown"} · seen <Ago at={device.seenAt} now={now} />
              </p>
            </div>
            {!device.current && (
              <WorkButton
                size="sm"
                aria-label={`Sign out ${deviceName(device.userAgent)}, ${device.address || "address unknown"}`}
                aria-describedby={`seen-${device.id}`}
                work={(button) => end(device.id, button)}
              >
                Sign out
              </WorkButton>
            )}
          </li>
        ))}
      </ul>
      {devices.length > 1 && (
        <div>
          <Confirm
            trigger={<Button variant="danger-quiet">Sign out all others</Button>}
            title="Sign out all other devices?"
            description="Sessions that are open there are cut off within two seconds; any other page shows nothing new until somebody signs in again. Nothing that was sent is lost."
            action="Sign out all others"
            onConfirm={endOthers}
          />
        </div>
      )}
    </div>
  );
}
