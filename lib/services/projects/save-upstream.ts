/** Changes which agent serves a project; sessions use it from their next connection on. */
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { authorizeInstallation } from "@/lib/services/authorize";
import { upstreamColumns } from "./upstream-columns";
import { checkPlaces, type UpstreamInput } from "./upstream-input";

/** A token that is not given stays only while the address stays; see UpstreamInput. */
export async function saveUpstream(viewer: Viewer, projectId: number, input: UpstreamInput): Promise<void> {
  authorizeInstallation(viewer, "projects:administer");
  await checkPlaces(input);
  await prisma.$transaction(async (tx) => {
    const found = await tx.$queryRaw<unknown[]>`SELECT 1 FROM project WHERE id = ${projectId} FOR UPDATE`;
    if (found.length === 0) refuse("not_found");
    const columns = upstreamColumns(input, await tx.upstream.findUnique({ where: { projectId } }));
    await tx.upstream.upsert({ where: { projectId }, create: { projectId, ...columns }, update: columns });
  });
}
