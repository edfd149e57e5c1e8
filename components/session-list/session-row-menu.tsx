"use client";
import { MoreHorizontalIcon } from "lucide-react";
import { leaveRow } from "@/components/ui/leave-row";
import { Menu } from "@/components/ui/overlays/menu";
import type { MenuChoice } from "@/components/ui/overlays/menu-choice";
import { toast } from "@/components/ui/overlays/toast";
import { answered } from "@/lib/domain/answered";
import type { Answer } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";

export type SessionVerbs = {
  rename(input: { sessionId: string; title: string }): Promise<Answer>;
  archive(input: { sessionId: string }): Promise<Answer>;
  restore(input: { sessionId: string }): Promise<Answer>;
};

const UNDO_MS = 20_000;

async function say(work: Promise<Answer>, done: string, titleId: string, undo?: () => Promise<void>): Promise<void> {
  const answer = await answered(work);
  if (!answer.ok) return void toast.error(sayRefusal(answer.refusal));
  leaveRow(document.getElementById(titleId));
  toast.success(done, undo ? { duration: UNDO_MS, action: { label: "Undo", onClick: () => void undo() } } : {});
}

/** `titleId`: the element that says which session; the button's own name stays free of titles people choose. */
type MenuProps = { session: { id: string; title: string; archived: boolean }; titleId: string; verbs: SessionVerbs; onRename: () => void };

/** What the owner can do with a session from the list. */
export function SessionRowMenu({ session, titleId, verbs, onRename }: MenuProps) {
  const input = { sessionId: session.id };
  const restore = () => say(verbs.restore(input), "Back in the list.", titleId);
  const archive = () => say(verbs.archive(input), `Archived “${session.title}”. It stays readable.`, titleId, restore);
  const choices: MenuChoice[] = [
    { id: "rename", icon: "rename", says: "Rename…", onSelect: onRename },
    session.archived
      ? { id: "restore", icon: "restore", says: "Restore", onSelect: restore }
      : { id: "archive", icon: "archive", says: "Archive", onSelect: archive },
  ];
  return (
    <Menu variant="ghost" size="icon-sm" aria-label="Actions" aria-describedby={titleId} align="end" choices={choices}>
      <MoreHorizontalIcon aria-hidden />
    </Menu>
  );
}
