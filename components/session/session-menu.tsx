"use client";
import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { PromptDialog } from "@/components/ui/overlays/later";
import { Menu } from "@/components/ui/overlays/menu";
import type { MenuChoice } from "@/components/ui/overlays/menu-choice";
import { orWords } from "@/components/ui/reach/not-there";
import { useGo } from "@/components/ui/reach/use-go";
import { answered } from "@/lib/domain/answered";
import { whyNot } from "@/lib/domain/refusal-words";
import { TITLE_MAX } from "@/lib/domain/sessions/title-limit";
import type { SessionOnPage, SessionVerbs } from "./reading/session-on-page";

const HandOverDialog = dynamic(() => orWords(() => import("./hand-over-dialog").then((module) => module.HandOverDialog)), {
  ssr: false,
});

type Props = {
  session: SessionOnPage;
  verbs: SessionVerbs;
  onProblem: (words: string | null) => void;
};

/** What one can do with the session as a whole. */
export function SessionMenu({ session, verbs, onProblem }: Props) {
  const go = useGo();
  const [isRenaming, setRenaming] = useState(false);
  const [isGiving, setGiving] = useState(false);
  const { id, title, archived, rights } = session;
  const toggleArchived = async () => {
    const answer = await answered((archived ? verbs.restore : verbs.archive)({ sessionId: id }));
    onProblem(whyNot(answer));
  };
  const toggleShared = async () => {
    const answer = await answered(verbs.share({ sessionId: id, mode: session.shared ? "owner" : "project" }));
    onProblem(whyNot(answer));
  };
  const rename = async (wanted: string) => {
    const answer = await answered(verbs.rename({ sessionId: id, title: wanted }));
    return whyNot(answer);
  };
  const kept: MenuChoice = {
    id: "archive",
    icon: archived ? "restore" : "archive",
    says: archived ? "Restore" : "Archive",
    onSelect: toggleArchived,
  };
  const writers: MenuChoice = {
    id: "share",
    icon: session.shared ? "one" : "several",
    says: session.shared ? "Only I write" : "Let the project write",
    onSelect: toggleShared,
  };
  const choices: MenuChoice[] = [
    ...(rights["session:rename"] ? [{ id: "rename", icon: "rename" as const, says: "Rename…", onSelect: () => setRenaming(true) }] : []),
    ...(rights["session:archive"] ? [kept] : []),
    ...(rights["session:share"] ? [writers] : []),
    ...(rights["session:hand-over"]
      ? [{ id: "hand-over", icon: "give" as const, says: "Hand over…", onSelect: () => setGiving(true) }]
      : []),
  ];
  if (choices.length === 0) return null;
  return (
    <>
      <Menu variant="ghost" size="icon" aria-label="Session menu" className="max-md:size-11 md:-mr-3" align="end" choices={choices}>
        <Ellipsis aria-hidden />
      </Menu>
      {isGiving ? (
        <HandOverDialog
          session={session}
          verbs={verbs}
          onClose={() => setGiving(false)}
          onDone={() => {
            setGiving(false);
            // Where only the owner writes, who gave it away may not be able to read on: the list is a place that is there.
            if (!session.shared) go("/sessions");
          }}
        />
      ) : null}
      {isRenaming ? (
        <PromptDialog
          title="Rename session"
          description="Everybody who may read it sees the new title."
          label="Title"
          action="Rename"
          value={title}
          maxLength={TITLE_MAX}
          onClose={() => setRenaming(false)}
          save={rename}
        />
      ) : null}
    </>
  );
}
