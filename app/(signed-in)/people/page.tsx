import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { AddPerson } from "@/components/people/add-person";
import { PeopleTable } from "@/components/people/people-table";
import { RefusedAttempts } from "@/components/people/refused-attempts";
import { readListAddress } from "@/components/session-list/list-address";
import { PageBody, PageHeader } from "@/components/shell/page-header";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { requireViewer } from "@/lib/auth/current-viewer";
import type { Viewer } from "@/lib/domain/viewer";
import { mayInInstallation } from "@/lib/services/authorize";
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

async function People({ viewer, text }: { viewer: Viewer; text: string }) {
  const [people, refused] = await Promise.all([listPeople(viewer), listRefused(viewer)]);
  return (
    <>
      <PageHeader title="People">
        <AddPerson create={createPersonAction} />
      </PageHeader>
      <PageBody>
        <PeopleTable people={people} text={text} viewerId={viewer.personId} now={Date.now()} verbs={verbs} />
        <RefusedAttempts attempts={refused} now={Date.now()} />
      </PageBody>
    </>
  );
}

/** Whoever may not see it is answered with 404, so the skeleton streams only once that is known. */
export default async function PeoplePage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer();
  if (!mayInInstallation(viewer, "people:administer")) notFound();
  return (
    <Suspense fallback={<PageSkeleton />}>
      <People viewer={viewer} text={readListAddress(await searchParams).q ?? ""} />
    </Suspense>
  );
}
