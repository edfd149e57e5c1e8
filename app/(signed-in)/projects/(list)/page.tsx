import { FolderIcon, PlusIcon } from "lucide-react";
import type { Metadata } from "next";
import { PageBody, PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Tag } from "@/components/ui/tag";
import { requireViewer } from "@/lib/auth/current-viewer";
import { listProjects, type ProjectRow } from "@/lib/services/projects/list-projects";

export const metadata: Metadata = { title: "Projects" };

const AGENTS = { demo: "demo agent: scripted, no model", external: "agent at an address", managed: "an agent for each session" };

/** What a card leads to: settings, sessions, or for those who may only know the cost just that. */
function addressOf(isAdmin: boolean, { id, roles }: ProjectRow): string {
  if (isAdmin) return `/projects/${id}`;
  return roles.every((role) => role === "manager") ? `/projects/${id}/costs` : `/sessions?project=${id}`;
}

export default async function ProjectsPage() {
  const viewer = await requireViewer();
  const projects = await listProjects(viewer);
  return (
    <>
      <PageHeader title="Projects">
        {viewer.isAdmin && (
          <Button asChild variant="primary">
            <Link href="/projects/new">
              <PlusIcon aria-hidden />
              New project
            </Link>
          </Button>
        )}
      </PageHeader>
      <PageBody>
        {projects.length === 0 ? (
          <EmptyState icon={<FolderIcon aria-hidden />} title="You are in no project yet">
            An administrator can add you to one.
          </EmptyState>
        ) : (
          <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 xl:grid-cols-3">
            {projects.map((project) => (
              <li key={project.id} className="relative rounded-lg border bg-card p-3.5 focus-within:bg-accent/60 hover:bg-accent/60">
                <h2 className="flex items-center gap-2 text-md font-semibold tracking-title">
                  <Link
                    href={addressOf(viewer.isAdmin, project)}
                    title={project.name}
                    className="line-clamp-2 min-w-0 wrap-anywhere after:absolute after:inset-0"
                  >
                    {project.name}
                  </Link>
                  {project.archived && <Tag>archived</Tag>}
                </h2>
                <p className="text-muted-foreground">{AGENTS[project.kind]}</p>
                <p className="mt-2 text-xs text-muted-foreground">
                  {project.people === 1 ? "1 person" : `${project.people} people`} ·{" "}
                  {project.sessions === 1 ? "1 session" : `${project.sessions} sessions`}
                  {project.roles.length > 0 && ` · you: ${project.roles.join(", ")}`}
                </p>
              </li>
            ))}
          </ul>
        )}
      </PageBody>
    </>
  );
}
