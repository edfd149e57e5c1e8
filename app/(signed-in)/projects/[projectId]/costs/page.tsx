import { CoinsIcon } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Amount, SessionCostList } from "@/components/project/session-cost";
import { PageBody, PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { requireViewer } from "@/lib/auth/current-viewer";
import { RefusedError } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { loadProjectCosts } from "@/lib/services/sessions/session-costs";

export const metadata: Metadata = { title: "Costs" };

/** Unknown and forbidden look alike. */
async function loadOrNotFound(viewer: Viewer, projectId: string) {
  try {
    return await loadProjectCosts(viewer, /^\d{1,9}$/.test(projectId) ? Number(projectId) : 0);
  } catch (error) {
    if (error instanceof RefusedError && error.refusal.code === "not_found") notFound();
    throw error;
  }
}

export default async function ProjectCostsPage({ params }: { params: Promise<{ projectId: string }> }) {
  const viewer = await requireViewer();
  const { project, sessions, total } = await loadOrNotFound(viewer, (await params).projectId);
  const isDemo = sessions.some((session) => session.isDemo);
  return (
    <>
      <PageHeader title={`Costs of ${project.name}`} above={{ href: "/projects", label: "Projects" }} />
      <PageBody width="form">
        {sessions.length === 0 ? (
          <EmptyState icon={<CoinsIcon aria-hidden />} title="No session yet">
            What sessions cost is listed here. What is said in them is not.
          </EmptyState>
        ) : (
          <>
            <p role="status" aria-label="Project cost" className="mb-3 text-lg">
              <Amount {...total} isDemo={isDemo} />
            </p>
            <p className="mb-3 text-xs text-muted-foreground">
              {sessions.length < total.sessions
                ? `The newest ${sessions.length} of ${total.sessions.toLocaleString("en")} sessions; the sum is of all.`
                : "Every session of the project, archived ones too."}
            </p>
            <SessionCostList sessions={sessions} now={Date.now()} />
          </>
        )}
      </PageBody>
    </>
  );
}
