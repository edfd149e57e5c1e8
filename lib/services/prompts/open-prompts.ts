/** The project for which a person keeps prompts, or a refusal: the door of every verb about them. */
import type { Viewer } from "@/lib/domain/viewer";
import { authorizeProject } from "@/lib/services/authorize";

/** Whose prompts: always the viewer's own. Refuses "not_found" whoever does not write in this project. */
export function openPrompts(viewer: Viewer, projectId: number): { personId: number; projectId: number } {
  authorizeProject(viewer, "project:prompts", projectId);
  return { personId: viewer.personId, projectId };
}
