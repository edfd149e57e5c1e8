import { PageBody, PageHeader } from "@/components/shell/page-header";
import { FormSkeleton } from "@/components/shell/page-skeleton";

export default function Loading() {
  return (
    <>
      <PageHeader title="New session" />
      <PageBody width="form">
        <FormSkeleton />
      </PageBody>
    </>
  );
}
