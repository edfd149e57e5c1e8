"use client";
import type { ReactNode } from "react";
import { WorkButton } from "@/components/ui/work-button";
import { answered } from "@/lib/domain/answered";
import { whyNot } from "@/lib/domain/refusal-words";
import type { SessionOnPage, SessionVerbs } from "./reading/session-on-page";

type RestoreVerbs = Pick<SessionVerbs, "restore" | "restoreProject">;

function whyReadOnly({ rights, archived, projectArchived, canRestoreProject, shared, owner }: SessionOnPage): string {
  if (!rights["session:read"]) return "This session is no longer open to you. What it was until then stays here until you leave.";
  if (archived) return `This session is archived and can only be read.${rights["session:archive"] ? "" : " Its owner can restore it."}`;
  if (projectArchived)
    return `This project is archived. The session can be read and not continued.${canRestoreProject ? "" : " An administrator can restore the project."}`;
  if (shared) return "You read this session as a reviewer. The project's developers write in it.";
  return `You only read this session. ${owner.name} writes in it.`;
}

/** What brings back what holds it: the session itself, else its project; null: nothing does, or not this person. */
function restoring({ id, projectId, rights, archived, projectArchived, canRestoreProject }: SessionOnPage, verbs: RestoreVerbs) {
  if (!rights["session:read"]) return null;
  if (archived) return rights["session:archive"] ? { says: "Restore", run: () => verbs.restore({ sessionId: id }) } : null;
  return projectArchived && canRestoreProject ? { says: "Restore project", run: () => verbs.restoreProject({ projectId }) } : null;
}

type Props = {
  session: SessionOnPage;
  verbs: RestoreVerbs;
  onProblem: (words: string | null) => void;
  onRestored: () => void;
  children: ReactNode;
};

/** Where one would write: why one cannot, and what changes that. */
export function ReadOnly({ session, verbs, onProblem, onRestored, children }: Props) {
  const restore = restoring(session, verbs);
  const run = async (work: NonNullable<typeof restore>["run"]) => {
    const answer = await answered(work());
    onProblem(whyNot(answer));
    if (answer.ok) onRestored();
  };
  return (
    <div className="flex items-center gap-2 rounded-lg border bg-muted px-3 py-2.5 text-muted-foreground">
      <span className="min-w-0 flex-1">{whyReadOnly(session)}</span>
      {restore ? <WorkButton work={() => run(restore.run)}>{restore.says}</WorkButton> : null}
      {children}
    </div>
  );
}
