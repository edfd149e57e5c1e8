import { FolderIcon } from "lucide-react";
import type { Metadata } from "next";
import { createSessionAction } from "@/app/(signed-in)/sessions/actions";
import { readListAddress } from "@/components/session-list/list-address";
import { NewSessionForm } from "@/components/session-list/new-session-form";
import { PageBody, PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { requireViewer } from "@/lib/auth/current-viewer";
import { mayInProject } from "@/lib/services/authorize";
import { listProjects } from "@/lib/services/projects/list-projects";
import { listSessions } from "@/lib/services/sessions/list-sessions";

export const metadata: Metadata = { title: "New session" };

/** A project in which the viewer may not start one is none: the form opens as without it. */
export default async function NewSessionPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer();
  const { project } = readListAddress(await searchParams);
  const projects = (await listProjects(viewer)).filter(({ rights }) => rights.createSession);
  const mayStart = project !== null && mayInProject(viewer, "session:create", project);
  const preset = mayStart && projects.some(({ id }) => id === project) ? project : null;
  const mine = preset === null ? await listSessions(viewer, { scope: "mine", limit: 1 }) : null;
  return (
    <>
      <PageHeader title="New session" />
      <PageBody width="form">
        {projects.length === 0 ? (
          <EmptyState icon={<FolderIcon aria-hidden />} title="No project to start in">
            You start sessions in projects where you are a developer. An administrator can make you one.
          </EmptyState>
        ) : (
          <NewSessionForm
            projects={projects.map(({ id, name, kind }) => ({ id, name, kind }))}
            preset={preset}
            latest={mine?.rows[0]?.projectId ?? null}
            create={createSessionAction}
          />
        )}
      </PageBody>
    </>
  );
}
