import type { ReactNode } from "react";
import { Frame } from "@/components/shell/frame";
import { Toaster } from "@/components/ui/overlays/toaster";
import { requireViewer } from "@/lib/auth/current-viewer";
import { projectsAs, type Viewer } from "@/lib/domain/viewer";
import { countSessions } from "@/lib/services/sessions/count-sessions";
import { listRail, type RailRow } from "@/lib/services/sessions/list-rail";
import { SignOutFoot } from "./sign-out-foot";

function rolesOf(viewer: Viewer): string {
  if (viewer.isAdmin) return "administrator";
  return [...new Set<string>(viewer.memberships.map((m) => m.role))].join(", ") || "no project yet";
}

/** The costs of a manager's one project, or the projects to choose from; null: no manager. */
function costsOf(viewer: Viewer): string | null {
  const [first, ...more] = projectsAs(viewer, "manager");
  if (first === undefined) return null;
  return more.length === 0 ? `/projects/${first}/costs` : "/projects";
}

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const [{ projects }, rows] = await Promise.all([countSessions(viewer), listRail(viewer)]);
  const shownAs = (row: RailRow) => ({ ...row, ownerName: row.owner.name, isMine: row.owner.id === viewer.personId });
  const shown = projects.map(({ id, name, kind, count }) => ({
    id,
    name,
    kind,
    count,
    sessions: rows.filter((row) => row.projectId === id).map(shownAs),
  }));
  return (
    <Frame
      viewer={{
        name: viewer.name,
        isAdmin: viewer.isAdmin,
        canStart: projectsAs(viewer, "developer").length > 0,
        costs: costsOf(viewer),
      }}
      projects={shown}
      now={Date.now()}
      foot={<SignOutFoot name={viewer.name} personId={viewer.personId} roles={rolesOf(viewer)} />}
    >
      {children}
      <Toaster />
    </Frame>
  );
}
