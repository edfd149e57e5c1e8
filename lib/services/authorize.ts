/** The right that a verb about people, projects or the installation asks for on its first line; who has it not is written down. */

import { can, type InstallationAction, type ProjectAction, type ProjectSubject } from "@/lib/domain/policy";
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { noteRefusal } from "@/lib/platform/refused-attempts";

/** Refuses "not_found" when the viewer may not: what exists for others is not told. */
export function authorizeInstallation(viewer: Viewer, action: InstallationAction): void {
  if (can(viewer, action, { kind: "installation" })) return;
  noteRefusal(viewer, action);
  refuse("not_found");
}

/** The same for what is done in a project, archived or not. */
export function authorizeProject(viewer: Viewer, action: ProjectAction, projectId: number): void {
  const subject: ProjectSubject = { kind: "project", projectId, archived: false };
  if (can(viewer, action, subject)) return;
  noteRefusal(viewer, action, projectId);
  refuse("not_found");
}
