import { PlusIcon } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import {
  archiveProjectAction,
  renameProjectAction,
  restoreProjectAction,
  saveUpstreamAction,
  setMemberAction,
} from "@/app/(signed-in)/projects/actions";
import { type AgentDraft, emptyAgent } from "@/components/project/agent-draft";
import { AgentForm } from "@/components/project/agent-form";
import { Members } from "@/components/project/members";
import { ProjectArchive, ProjectName } from "@/components/project/project-settings";
import { readListAddress } from "@/components/session-list/list-address";
import { PageBody, PageHeader, PageSection } from "@/components/shell/page-header";
import { SectionsSkeleton } from "@/components/shell/page-skeleton";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/reach/link";
import { Tag } from "@/components/ui/tag";
import { can } from "@/lib/domain/policy";
import type { Viewer } from "@/lib/domain/viewer";
import { listPeople } from "@/lib/services/people/list-people";
import { describeProject, type ProjectDescription } from "@/lib/services/projects/describe-project";
import { projectOrNotFound } from "./project-or-not-found";

export const metadata: Metadata = { title: "Project" };

function toDraft(upstream: ProjectDescription["upstream"]): AgentDraft {
  if (upstream.kind === "demo") return { ...emptyAgent, kind: "demo" };
  const place = { ...emptyAgent, kind: upstream.kind, cwd: upstream.cwd ?? "", role: upstream.role ?? "" };
  if (upstream.kind === "external") return { ...place, url: upstream.url };
  return { ...place, configPath: upstream.configPath ?? "", dataDir: upstream.dataDir ?? "", envNames: upstream.envNames.join(" ") };
}

async function ProjectSettings({ viewer, projectId, text }: { viewer: Viewer; projectId: number; text: string }) {
  const [project, people] = await Promise.all([describeProject(viewer, projectId), listPeople(viewer)]);
  const inside = new Set(project.members.map((member) => member.personId));
  const candidates = people
    .filter((person) => !person.disabled && !inside.has(person.id))
    .map(({ id, name, email }) => ({ id, name, email }));

  async function saveMember(member: Parameters<typeof setMemberAction>[0]["member"]) {
    "use server";
    return setMemberAction({ projectId, member });
  }

  async function saveAgent(upstream: Parameters<typeof saveUpstreamAction>[0]["upstream"]) {
    "use server";
    return saveUpstreamAction({ projectId, upstream });
  }

  return (
    <>
      <PageSection
        title="Project"
        about={
          <>
            {project.sessions === 1 ? "It has 1 session." : `It has ${project.sessions} sessions.`}{" "}
            <Link
              href={`/projects/${projectId}/costs`}
              aria-label={`Costs of ${project.name}`}
              className="font-medium text-primary hover:underline"
            >
              Costs
            </Link>
          </>
        }
      >
        <ProjectName projectId={projectId} name={project.name} rename={renameProjectAction} />
      </PageSection>
      <PageSection
        title="People"
        about="Developers start sessions and read their own. Reviewers read every session. Managers see what it costs, no text. One person can be several."
      >
        <Members members={project.members} text={text} candidates={candidates} save={saveMember} />
      </PageSection>
      <PageSection
        title="Agent"
        about="Who answers in this project. A change is tested before it is saved and counts from the next connection on."
      >
        <AgentForm
          start={toDraft(project.upstream)}
          projectId={projectId}
          hasToken={project.upstream.kind === "external" && project.upstream.hasToken}
          submitLabel="Save agent"
          save={saveAgent}
        />
      </PageSection>
      <PageSection
        title={project.archived ? "Archived" : "Archive"}
        about="In an archived project nothing new starts and no message is sent. Everything stays readable."
      >
        <ProjectArchive
          projectId={projectId}
          isArchived={project.archived}
          verbs={{ archive: archiveProjectAction, restore: restoreProjectAction }}
        />
      </PageSection>
    </>
  );
}

type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ProjectPage({ params, searchParams }: Props) {
  const { viewer, project } = await projectOrNotFound("projects:administer", params);
  const mayStart = can(viewer, "session:create", { kind: "project", projectId: project.id, archived: project.archived });
  return (
    <>
      <PageHeader title={project.name} above={{ href: "/projects", label: "Projects" }}>
        {project.archived && <Tag>archived</Tag>}
        {mayStart && (
          <Button asChild variant="primary">
            <Link href={`/sessions/new?project=${project.id}`}>
              <PlusIcon aria-hidden />
              Start a session
            </Link>
          </Button>
        )}
      </PageHeader>
      <PageBody width="settings">
        <Suspense fallback={<SectionsSkeleton />}>
          <ProjectSettings viewer={viewer} projectId={project.id} text={readListAddress(await searchParams).q ?? ""} />
        </Suspense>
      </PageBody>
    </>
  );
}
