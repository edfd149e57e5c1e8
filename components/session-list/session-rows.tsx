"use client";
import { useState } from "react";
import { RenameDialog } from "./rename-dialog";
import { type ListedSession, SessionRow } from "./session-row";
import type { SessionVerbs } from "./session-row-menu";

/** Sessions, newest activity first. */
export function SessionRows({ sessions, now, verbs }: { sessions: ListedSession[]; now: number; verbs: SessionVerbs }) {
  const [renamed, setRenamed] = useState<ListedSession | null>(null);
  return (
    <>
      <ul aria-label="Sessions" className="rounded-lg border bg-card">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} now={now} verbs={verbs} onRename={() => setRenamed(session)} />
        ))}
      </ul>
      {renamed && (
        <RenameDialog
          title={renamed.title}
          onClose={() => setRenamed(null)}
          onRename={(title) => verbs.rename({ sessionId: renamed.id, title })}
        />
      )}
    </>
  );
}
