import type { ReactNode } from "react";
import { Frame } from "@/components/shell/frame";
import { Toaster } from "@/components/ui/toaster";
import { requireViewer } from "@/lib/auth/current-viewer";
import { countSessions } from "@/lib/services/sessions/count-sessions";
import { listSessions } from "@/lib/services/sessions/list-sessions";
import { SignOutFoot } from "./sign-out-foot";

const SHOWN_PER_PROJECT = 6;

function rolesOf(viewer: Awaited<ReturnType<typeof requireViewer>>): string {
  const roles = [...new Set<string>(viewer.memberships.map((m) => m.role))];
  if (viewer.isAdmin) return roles.length > 0 ? `administrator, ${roles.join(", ")}` : "administrator";
  return roles.join(", ") || "no project yet";
}

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const { projects } = await countSessions(viewer);
  const { rows } = await listSessions(viewer, { scope: "mine", limit: 40 });
  const shown = projects.map(({ id, name, kind, count }) => ({
    id,
    name,
    kind,
    count,
    sessions: rows.filter((row) => row.projectId === id).slice(0, SHOWN_PER_PROJECT),
  }));
  return (
    <Frame
      viewer={{ name: viewer.name, isAdmin: viewer.isAdmin }}
      projects={shown}
      now={Date.now()}
      foot={<SignOutFoot name={viewer.name} personId={viewer.personId} roles={rolesOf(viewer)} />}
    >
      {children}
      <Toaster />
    </Frame>
  );
}
