/** The right to test an agent before it is saved, and what to test. */
import type { UpstreamConfig } from "@/lib/domain/projects/upstream";
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";
import { upstreamColumns } from "./upstream-columns";
import { upstreamConfig } from "./upstream-config";
import { checkPlaces, upstreamInput } from "./upstream-input";

/**
 * For the bridge, never for a browser: `typed` as a saved upstream would be. Without a token the stored one of `projectId` is used, but
 * only for the very address it was given for, so that nobody can have it sent elsewhere. Refuses "not_found" for everybody but
 * administrators, and "invalid_payload" with the reason.
 */
export async function openProbe(viewer: Viewer, typed: unknown, projectId?: number): Promise<UpstreamConfig> {
  authorizeInstallation(viewer, "agents:connect");
  const parsed = upstreamInput.safeParse(typed);
  if (!parsed.success) refuse("invalid_payload", parsed.error.issues[0]?.message);
  await checkPlaces(parsed.data);
  const stored = projectId === undefined ? null : await prisma.upstream.findUnique({ where: { projectId } });
  return upstreamConfig(projectId ?? 0, upstreamColumns(parsed.data, stored));
}
