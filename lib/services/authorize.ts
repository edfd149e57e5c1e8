/** The right that a verb about people, projects or the installation asks for on its first line. */
import { can, type InstallationAction } from "@/lib/domain/policy";
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";

/** Refuses "not_found" when the viewer may not: what exists for others is not told. */
export function authorizeInstallation(viewer: Viewer, action: InstallationAction): void {
  if (!can(viewer, action, { kind: "installation" })) refuse("not_found");
}
