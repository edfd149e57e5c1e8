/** One session for one purpose, or a refusal: the door every page, action, route and socket event goes through. */
import { z } from "zod";
import { can, type SessionAction, type SessionSubject } from "@/lib/domain/policy";
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { noteRefusal } from "@/lib/platform/refused-attempts";
import { readSessionRow, type StoredSession } from "./read-session-row";

export type OpenedSession = Pick<StoredSession, "id" | "title" | "owner" | "project" | "wantedRole" | "lastSeq" | "upstream"> & {
  /** What `can` judges: for asking about further actions without reading again. */
  subject: SessionSubject;
};

function authorize(viewer: Viewer, action: SessionAction, subject: SessionSubject, id: string): void {
  if (can(viewer, action, subject)) return;
  const ifActive = { ...subject, archived: false, projectArchived: false };
  // Who may read it and could do this if it were not archived learns why; everybody else learns nothing.
  if (can(viewer, "session:read", subject) && can(viewer, action, ifActive)) {
    refuse("archived", subject.projectArchived ? "The project is archived." : "The session is archived. Restore it to go on.");
  }
  // Its cost is asked for after its text: who may see only the cost did nothing they may not.
  if (action !== "session:cost" && !(action === "session:read" && can(viewer, "session:cost", subject)))
    noteRefusal(viewer, action, { sessionId: id, projectId: subject.projectId });
  refuse("not_found");
}

/** Refuses "not_found" for unknown and forbidden alike, and "archived" where only that stands in the way. */
export async function openSession(viewer: Viewer, action: SessionAction, sessionId: string): Promise<OpenedSession> {
  if (!z.uuid().safeParse(sessionId).success) refuse("not_found");
  const row = (await readSessionRow(sessionId)) ?? refuse("not_found");
  const { id, title, owner, project, wantedRole, lastSeq, upstream } = row;
  const subject: SessionSubject = {
    kind: "session",
    ownerId: owner.id,
    projectId: project.id,
    shared: row.shared,
    archived: row.isArchived,
    projectArchived: row.isProjectArchived,
  };
  authorize(viewer, action, subject, id);
  return { id, title, owner, project, wantedRole, lastSeq, upstream, subject };
}
