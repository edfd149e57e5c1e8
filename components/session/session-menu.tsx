"use client";
import { Archive, ArchiveRestore, Ellipsis, Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogTitle } from "@/components/ui/dialog";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Answer } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";
import type { SessionOnPage, SessionVerbs } from "./session-on-page";

type RenameProps = { title: string; onClose: () => void; onRename: (title: string) => Promise<Answer> };

function RenameDialog({ title, onClose, onRename }: RenameProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answer = await onRename(String(new FormData(event.currentTarget).get("title")));
    if (answer.ok) onClose();
    else setProblem(sayRefusal(answer.refusal));
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogTitle>Rename session</DialogTitle>
        <DialogDescription>Everybody who may read it sees the new title.</DialogDescription>
        <form onSubmit={submit} className="mt-4">
          <Field label="Title" error={problem}>
            {(control) => <Input {...control} name="title" defaultValue={title} required maxLength={120} autoFocus />}
          </Field>
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary">
              Rename
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

type Props = { session: SessionOnPage; title: string; isArchived: boolean; verbs: SessionVerbs; onProblem: (words: string | null) => void };

/** What its owner can do with the session as a whole. */
export function SessionMenu({ session, title, isArchived, verbs, onProblem }: Props) {
  const router = useRouter();
  const [isRenaming, setRenaming] = useState(false);
  const { id, rights } = session;
  if (!rights["session:rename"] && !rights["session:archive"]) return null;
  const toggleArchived = async () => {
    const answer = await (isArchived ? verbs.restore : verbs.archive)({ sessionId: id });
    onProblem(answer.ok ? null : sayRefusal(answer.refusal));
    if (answer.ok) router.refresh();
  };
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label="Session menu" className="max-md:size-11">
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {rights["session:rename"] ? (
            <DropdownMenuItem onSelect={() => setRenaming(true)}>
              <Pencil aria-hidden />
              Rename
            </DropdownMenuItem>
          ) : null}
          {rights["session:archive"] ? (
            <DropdownMenuItem onSelect={() => void toggleArchived()}>
              {isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
              {isArchived ? "Restore" : "Archive"}
            </DropdownMenuItem>
          ) : null}
        </DropdownMenuContent>
      </DropdownMenu>
      {isRenaming ? (
        <RenameDialog
          title={title}
          onClose={() => setRenaming(false)}
          onRename={(wanted) => verbs.rename({ sessionId: id, title: wanted })}
        />
      ) : null}
    </>
  );
}
