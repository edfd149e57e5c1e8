/** The right that a verb or a page about people, projects or the installation asks for first; who has it not is written down. */

import { can, type InstallationAction, type ProjectAction, type ProjectSubject } from "@/lib/domain/policy";
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { noteRefusal } from "@/lib/platform/refused-attempts";

/** For a page, which knows itself what it shows to whoever may not. */
export function mayInInstallation(viewer: Viewer, action: InstallationAction): boolean {
  const may = can(viewer, action, { kind: "installation" });
  if (!may) noteRefusal(viewer, action);
  return may;
}

/** The same for what is done in a project, archived or not, there or not. */
export function mayInProject(viewer: Viewer, action: ProjectAction, projectId: number): boolean {
  const subject: ProjectSubject = { kind: "project", projectId, archived: false };
  const may = can(viewer, action, subject);
  if (!may) noteRefusal(viewer, action, { projectId });
  return may;
}

/** Refuses "not_found" when the viewer may not: what exists for others is not told. */
export function authorizeInstallation(viewer: Viewer, action: InstallationAction): void {
  if (!mayInInstallation(viewer, action)) refuse("not_found");
}

/** The same for what is done in a project. */
export function authorizeProject(viewer: Viewer, action: ProjectAction, projectId: number): void {
  if (!mayInProject(viewer, action, projectId)) refuse("not_found");
}
