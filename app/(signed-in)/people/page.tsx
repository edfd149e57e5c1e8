import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AddPerson } from "@/components/people/add-person";
import { PeopleTable } from "@/components/people/people-table";
import { RefusedAttempts } from "@/components/people/refused-attempts";
import { PageBody, PageHeader } from "@/components/shell/page-header";
import { requireViewer } from "@/lib/auth/current-viewer";
import { orNotFound } from "@/lib/domain/refusal";
import { listPeople } from "@/lib/services/people/list-people";
import { listRefused } from "@/lib/services/people/list-refused";
import { createPersonAction, disablePersonAction, enablePersonAction, endDevicesAction, renewLinkAction, setAdminAction } from "./actions";

export const metadata: Metadata = { title: "People" };

const verbs = {
  renewLink: renewLinkAction,
  disable: disablePersonAction,
  enable: enablePersonAction,
  setAdmin: setAdminAction,
  endDevices: endDevicesAction,
};

export default async function PeoplePage() {
  const viewer = await requireViewer();
  const people = (await orNotFound(listPeople(viewer))) ?? notFound();
  const refused = await listRefused(viewer);
  return (
    <>
      <PageHeader title="People">
        <AddPerson create={createPersonAction} />
      </PageHeader>
      <PageBody>
        <PeopleTable people={people} viewerId={viewer.personId} now={Date.now()} verbs={verbs} />
        <RefusedAttempts attempts={refused} now={Date.now()} />
      </PageBody>
    </>
  );
}
