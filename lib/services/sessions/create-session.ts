/** A new session: its row, and the first event of its log. */
import { z } from "zod";
import { refuse } from "@/lib/domain/refusal";
import { typedRowId } from "@/lib/domain/row-id";
import { titleSchema } from "@/lib/domain/sessions/title";
import { DEFAULT_TITLE } from "@/lib/domain/sessions/title-limit";
import { actorOf, type Viewer } from "@/lib/domain/viewer";
import { inTransaction } from "@/lib/platform/in-transaction";
import { prisma } from "@/lib/platform/prisma";
import { uuidV7 } from "@/lib/platform/uuid-v7";
import { authorizeProject } from "@/lib/services/authorize";
import { roleSchema } from "@/lib/services/projects/upstream-input";
import { announceSession, appendFact } from "./record-fact";

const blankAsNone = (value: unknown): unknown => (typeof value === "string" && value.trim() === "" ? undefined : value);

export const createSessionInput = z.object({
  projectId: typedRowId,
  title: z.preprocess(blankAsNone, titleSchema.optional()),
  role: z.preprocess(blankAsNone, roleSchema.optional()),
});

/** Refuses "not_found" where the viewer is no developer, "archived" in an archived project. The agent starts with the first viewer. */
export async function createSession(viewer: Viewer, input: z.output<typeof createSessionInput>): Promise<{ id: string }> {
  authorizeProject(viewer, "session:create", input.projectId);
  const project = await prisma.project.findUnique({ where: { id: input.projectId }, select: { archivedAt: true } });
  if (!project) refuse("not_found");
  if (project.archivedAt) refuse("archived", "The project is archived.");
  const id = uuidV7();
  const payload = { title: input.title ?? DEFAULT_TITLE, by: actorOf(viewer) };
  await inTransaction(async (client) => {
    await client.query("INSERT INTO session (id, project_id, owner_id, wanted_role) VALUES ($1, $2, $3, $4)", [
      id,
      input.projectId,
      viewer.personId,
      input.role ?? null,
    ]);
    await appendFact(client, id, { kind: "session_created", at: Date.now(), turn: null, payload });
  });
  await announceSession(id);
  return { id };
}
