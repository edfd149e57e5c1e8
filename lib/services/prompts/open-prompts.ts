/** The project for which a person keeps prompts, or a refusal: the door of every verb about them. */
import { can } from "@/lib/domain/policy";
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";

/** Whose prompts: always the viewer's own. Refuses "not_found" whoever does not write in this project. */
export function openPrompts(viewer: Viewer, projectId: number): { personId: number; projectId: number } {
  if (!can(viewer, "project:prompts", { kind: "project", projectId, archived: false })) refuse("not_found");
  return { personId: viewer.personId, projectId };
}
