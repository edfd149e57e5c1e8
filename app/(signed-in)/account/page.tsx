import type { Metadata } from "next";
import { NameForm, PasswordForm } from "@/components/account/account-forms";
import { DeviceList } from "@/components/account/device-list";
import { NoticeChoice } from "@/components/account/notice-choice";
import { SoundChoice } from "@/components/account/sound-choice";
import { ThemeChoice } from "@/components/account/theme-choice";
import { PageBody, PageHeader, PageSection } from "@/components/shell/page-header";
import { requireViewer } from "@/lib/auth/current-viewer";
import { DEVICE_IDLE_HOURS } from "@/lib/domain/people/device-limits";
import { listDevices } from "@/lib/services/account/list-devices";
import { changePasswordAction, renameSelfAction, signOutDeviceAction, signOutOtherDevicesAction } from "./actions";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const viewer = await requireViewer();
  const devices = await listDevices(viewer);
  return (
    <>
      <PageHeader title="Account" />
      <PageBody width="settings">
        <PageSection title="You" about={`You sign in as ${viewer.email}.`}>
          <NameForm name={viewer.name} rename={renameSelfAction} />
        </PageSection>
        <PageSection title="Theme" about="Kept in this browser.">
          <ThemeChoice />
        </PageSection>
        <PageSection
          title="Notifications"
          about="When a turn ends or the agent asks, in a session that is open in a tab out of sight. Kept in this browser."
        >
          <NoticeChoice />
        </PageSection>
        <PageSection
          title="Sound"
          about="A short tone at the same moments, two when somebody is awaited or something failed. A browser may stay silent until you have clicked on the page. Kept in this browser."
        >
          <SoundChoice />
        </PageSection>
        <PageSection
          title="Devices"
          about={`Where you are signed in. A device that is not used for ${DEVICE_IDLE_HOURS} hours is signed out by itself.`}
        >
          <DeviceList devices={devices} now={Date.now()} verbs={{ end: signOutDeviceAction, endOthers: signOutOtherDevicesAction }} />
        </PageSection>
        <PageSection title="Password" about="A new one signs out your other devices.">
          <PasswordForm change={changePasswordAction} />
        </PageSection>
      </PageBody>
    </>
  );
}
