import { PageBody, PageHeader } from "@/components/shell/page-header";
import { SectionsSkeleton } from "@/components/shell/page-skeleton";

export default function Loading() {
  return (
    <>
      <PageHeader title="Account" />
      <PageBody width="settings">
        <SectionsSkeleton />
      </PageBody>
    </>
  );
}
