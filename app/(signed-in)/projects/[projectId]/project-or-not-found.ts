/** What the pages of a project ask first: who comes, and may they see it. Nothing is streamed before it is known, so the answer can still be 404. */
import { notFound } from "next/navigation";
import { requireViewer } from "@/lib/auth/current-viewer";
import { orNotFound } from "@/lib/domain/refusal";
import { typedRowId } from "@/lib/domain/row-id";
import type { Viewer } from "@/lib/domain/viewer";
import { type OpenedProject, openProject, type PageRight } from "@/lib/services/projects/open-project";

type Params = Promise<{ projectId: string }>;

/** Unknown and forbidden look alike. */
export async function projectOrNotFound(right: PageRight, params: Params): Promise<{ viewer: Viewer; project: OpenedProject }> {
  const viewer = await requireViewer();
  const id = typedRowId.safeParse((await params).projectId);
  const project = id.success ? await orNotFound(openProject(viewer, right, id.data)) : null;
  return { viewer, project: project ?? notFound() };
}
