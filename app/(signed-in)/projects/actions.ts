"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { answerAction } from "@/lib/auth/answer-action";
import type { Answer } from "@/lib/domain/refusal";
import { typedRowId } from "@/lib/domain/row-id";
import { createProject, createProjectInput, projectNameSchema } from "@/lib/services/projects/create-project";
import { archiveProject, renameProject, restoreProject } from "@/lib/services/projects/edit-project";
import { memberInput } from "@/lib/services/projects/project-members";
import { saveUpstream } from "@/lib/services/projects/save-upstream";
import { setMember } from "@/lib/services/projects/set-member";
import { upstreamInput } from "@/lib/services/projects/upstream-input";

const projectId = typedRowId;

/** The rail, the lists and the project pages all show projects. */
const showProjects = (): void => revalidatePath("/", "layout");

export async function createProjectAction(input: z.input<typeof createProjectInput>): Promise<Answer<{ id: number }>> {
  return answerAction(createProjectInput, input, async (viewer, project) => {
    const created = await createProject(viewer, project);
    showProjects();
    return created;
  });
}

export async function renameProjectAction(input: { projectId: number; name: string } | FormData): Promise<Answer> {
  return answerAction(z.object({ projectId, name: projectNameSchema }), input, async (viewer, { projectId, name }) => {
    await renameProject(viewer, projectId, name);
    showProjects();
    return {};
  });
}

export async function archiveProjectAction(input: { projectId: number } | FormData): Promise<Answer> {
  return answerAction(z.object({ projectId }), input, async (viewer, { projectId }) => {
    await archiveProject(viewer, projectId);
    showProjects();
    return {};
  });
}

export async function restoreProjectAction(input: { projectId: number } | FormData): Promise<Answer> {
  return answerAction(z.object({ projectId }), input, async (viewer, { projectId }) => {
    await restoreProject(viewer, projectId);
    showProjects();
    return {};
  });
}

export async function setMemberAction(input: { projectId: number; member: z.input<typeof memberInput> }): Promise<Answer> {
  return answerAction(z.object({ projectId, member: memberInput }), input, async (viewer, { projectId, member }) => {
    await setMember(viewer, projectId, member);
    showProjects();
    return {};
  });
}

export async function saveUpstreamAction(input: { projectId: number; upstream: z.input<typeof upstreamInput> }): Promise<Answer> {
  return answerAction(z.object({ projectId, upstream: upstreamInput }), input, async (viewer, { projectId, upstream }) => {
    await saveUpstream(viewer, projectId, upstream);
    showProjects();
    return {};
  });
}
