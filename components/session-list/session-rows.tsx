"use client";
import { useState } from "react";
import { PromptDialog } from "@/components/ui/overlays/later";
import { answered } from "@/lib/domain/answered";
import { whyNot } from "@/lib/domain/refusal-words";
import { TITLE_MAX } from "@/lib/domain/sessions/title-limit";
import { type ListedSession, SessionRow } from "./session-row";
import type { SessionVerbs } from "./session-row-menu";

/** Sessions, newest activity first. */
export function SessionRows({ sessions, now, verbs }: { sessions: ListedSession[]; now: number; verbs: SessionVerbs }) {
  const [renamed, setRenamed] = useState<ListedSession | null>(null);
  return (
    <>
      <ul
        aria-label="Sessions"
        className="rounded-lg border bg-card md:grid md:grid-cols-[auto_minmax(0,1fr)_repeat(4,auto)] md:gap-x-5 xl:grid-cols-[auto_minmax(0,1fr)_repeat(5,auto)]"
      >
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} now={now} verbs={verbs} onRename={() => setRenamed(session)} />
        ))}
      </ul>
      {renamed && (
        <PromptDialog
          title="Rename session"
          description="Everybody who may read it sees the new title."
          label="Title"
          action="Rename"
          value={renamed.title}
          maxLength={TITLE_MAX}
          onClose={() => setRenamed(null)}
          save={async (title) => {
            const answer = await answered(verbs.rename({ sessionId: renamed.id, title }));
            return whyNot(answer);
          }}
        />
      )}
    </>
  );
}
