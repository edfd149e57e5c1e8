import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createProjectAction } from "@/app/(signed-in)/projects/actions";
import { NewProjectForm } from "@/components/project/new-project-form";
import { PageBody, PageHeader } from "@/components/shell/page-header";
import { requireViewer } from "@/lib/auth/current-viewer";
import { mayInInstallation } from "@/lib/services/authorize";

export const metadata: Metadata = { title: "New project" };

export default async function NewProjectPage() {
  const viewer = await requireViewer();
  if (!mayInInstallation(viewer, "projects:administer")) notFound();
  return (
    <>
      <PageHeader title="New project" above={{ href: "/projects", label: "Projects" }} />
      <PageBody width="form">
        <p className="mb-5 text-muted-foreground">
          Connect your agent: a folder on this machine, or an address. It is tested before it is saved.
        </p>
        <NewProjectForm create={createProjectAction} />
      </PageBody>
    </>
  );
}
