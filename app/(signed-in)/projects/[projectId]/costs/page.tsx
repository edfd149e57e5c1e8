import { CoinsIcon } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { projectOrNotFound } from "@/app/(signed-in)/projects/[projectId]/project-or-not-found";
import { Amount, SessionCostList } from "@/components/project/session-cost";
import { PageBody, PageHeader } from "@/components/shell/page-header";
import { SumSkeleton } from "@/components/shell/page-skeleton";
import { EmptyState } from "@/components/ui/empty-state";
import type { Viewer } from "@/lib/domain/viewer";
import { loadProjectCosts } from "@/lib/services/sessions/session-costs";

export const metadata: Metadata = { title: "Costs" };

async function Costs({ viewer, projectId }: { viewer: Viewer; projectId: number }) {
  const { sessions, total } = await loadProjectCosts(viewer, projectId);
  const isDemo = sessions.some((session) => session.isDemo);
  if (sessions.length === 0) {
    return (
      <EmptyState icon={<CoinsIcon aria-hidden />} title="No cost yet">
        What sessions cost is listed here, each from its first turn on. What is said in them is not.
      </EmptyState>
    );
  }
  return (
    <>
      <p role="status" aria-label="Project cost" className="mb-3 text-lg">
        <Amount {...total} isDemo={isDemo} />
      </p>
      <p className="mb-3 text-xs text-muted-foreground">
        {sessions.length < total.sessions
          ? `The newest ${sessions.length} of ${total.sessions.toLocaleString("en")} sessions that were used; the sum is of all.`
          : "Every session of the project that was used, archived ones too."}
      </p>
      <SessionCostList sessions={sessions} now={Date.now()} />
    </>
  );
}

export default async function ProjectCostsPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { viewer, project } = await projectOrNotFound("project:cost", params);
  return (
    <>
      <PageHeader title={`Costs of ${project.name}`} above={{ href: "/projects", label: "Projects" }} />
      <PageBody width="form">
        <Suspense fallback={<SumSkeleton />}>
          <Costs viewer={viewer} projectId={project.id} />
        </Suspense>
      </PageBody>
    </>
  );
}
