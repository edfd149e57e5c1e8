/** How far the installation is set up, for the administrator who should connect a real agent. */
import { can } from "@/lib/domain/policy";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";

/** `onlyDemo`: no project with a real agent yet. Always false for others: connecting one is not their job. */
export async function describeInstallation(viewer: Viewer): Promise<{ onlyDemo: boolean }> {
  if (!can(viewer, "agents:connect", { kind: "installation" })) return { onlyDemo: false };
  const real = await prisma.project.count({ where: { archivedAt: null, upstream: { kind: { not: "demo" } } } });
  return { onlyDemo: real === 0 };
}
