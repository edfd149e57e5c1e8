import { FolderIcon, PlusIcon } from "lucide-react";
import type { Metadata } from "next";
import { listAddress, readListAddress } from "@/components/session-list/list-address";
import { PageBody, PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ListFilter } from "@/components/ui/list-filter";
import { FILTERED_FROM, nameFits } from "@/components/ui/name-fits";
import { Link } from "@/components/ui/reach/link";
import { Tag } from "@/components/ui/tag";
import { requireViewer } from "@/lib/auth/current-viewer";
import { countOf } from "@/lib/domain/text/count-of";
import { listProjects, type ProjectRow } from "@/lib/services/projects/list-projects";

export const metadata: Metadata = { title: "Projects" };

const AGENTS = { demo: "demo agent: scripted, no model", external: "agent at an address", managed: "an agent for each session" };

const costsOf = ({ id }: ProjectRow): string => `/projects/${id}/costs`;

/** What a card leads to: settings, sessions, or for those who may only know the cost just that. */
function addressOf(isAdmin: boolean, project: ProjectRow): string {
  const { id, roles, archived } = project;
  if (isAdmin) return `/projects/${id}`;
  return roles.every((role) => role === "manager") ? costsOf(project) : listAddress({ project: id, archived });
}

function Project({ project, isAdmin }: { project: ProjectRow; isAdmin: boolean }) {
  const address = addressOf(isAdmin, project);
  return (
    <li className="relative rounded-lg border bg-card p-3.5 focus-within:bg-accent/60 hover:bg-accent/60">
      <h2 className="flex items-center gap-2 text-md font-semibold tracking-title">
        <Link href={address} title={project.name} className="line-clamp-2 min-w-0 wrap-anywhere after:absolute after:inset-0">
          {project.name}
        </Link>
        {project.archived && <Tag>archived</Tag>}
      </h2>
      <p className="text-muted-foreground">{AGENTS[project.kind]}</p>
      <div className="mt-2 flex items-end justify-between gap-3 text-xs text-muted-foreground">
        <p>
          {project.people === 1 ? "1 person" : `${project.people} people`} ·{" "}
          {project.sessions === 1 ? "1 session" : `${project.sessions} sessions`}
          {project.roles.length > 0 && ` · you: ${project.roles.join(", ")}`}
        </p>
        {project.rights.cost && address !== costsOf(project) && (
          <Link
            href={costsOf(project)}
            aria-label={`Costs of ${project.name}`}
            className="relative -m-1.5 p-1.5 font-medium text-primary hover:underline pointer-coarse:-m-3.5 pointer-coarse:p-3.5"
          >
            Costs
          </Link>
        )}
      </div>
    </li>
  );
}

/** Many are found by a part of their name. */
function Projects({ projects, text, isAdmin }: { projects: ProjectRow[]; text: string; isAdmin: boolean }) {
  const fitting = projects.filter(({ name }) => nameFits(name, text));
  const none = fitting.length > 0 ? null : "No project has this in its name";
  return (
    <>
      {(projects.length >= FILTERED_FROM || text !== "") && (
        <ListFilter label="Filter projects" found={countOf(fitting.length, "project")} none={none} className="mb-4" />
      )}
      <ul className="grid grid-cols-1 gap-3 empty:hidden sm:grid-cols-2 xl:grid-cols-3">
        {fitting.map((project) => (
          <Project key={project.id} project={project} isAdmin={isAdmin} />
        ))}
      </ul>
    </>
  );
}

export default async function ProjectsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
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
          <Projects projects={projects} text={readListAddress(await searchParams).q ?? ""} isAdmin={viewer.isAdmin} />
        )}
      </PageBody>
    </>
  );
}
