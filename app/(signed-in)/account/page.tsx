import type { Metadata } from "next";
import type { ReactNode } from "react";
import { NameForm, PasswordForm } from "@/components/account/account-forms";
import { DeviceList } from "@/components/account/device-list";
import { PageBody, PageHeader } from "@/components/shell/page-header";
import { requireViewer } from "@/lib/auth/current-viewer";
import { listDevices } from "@/lib/services/account/list-devices";
import { changePasswordAction, renameSelfAction, signOutDeviceAction, signOutOtherDevicesAction } from "./actions";

export const metadata: Metadata = { title: "Account" };

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-9">
      <h2 className="mb-3 text-lg font-semibold tracking-tight">{title}</h2>
      {children}
    </section>
  );
}

export default async function AccountPage() {
  const viewer = await requireViewer();
  const devices = await listDevices(viewer);
  return (
    <>
      <PageHeader title="Account" />
      <PageBody narrow>
        <Section title="You">
          <p className="mb-3 text-muted-foreground">You sign in as {viewer.email}.</p>
          <NameForm name={viewer.name} rename={renameSelfAction} />
        </Section>
        <Section title="Devices">
          <DeviceList devices={devices} now={Date.now()} verbs={{ end: signOutDeviceAction, endOthers: signOutOtherDevicesAction }} />
        </Section>
        <Section title="Password">
          <PasswordForm change={changePasswordAction} />
        </Section>
      </PageBody>
    </>
  );
}
