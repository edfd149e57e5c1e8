"use client";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogTitle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Answer } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";

/** Asks for a new title; closes when it is saved. */
export function RenameDialog({
  title,
  onClose,
  onRename,
}: {
  title: string;
  onClose: () => void;
  onRename: (title: string) => Promise<Answer>;
}) {
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const answer = await onRename(String(new FormData(event.currentTarget).get("title")));
    if (answer.ok) onClose();
    else setProblem(sayRefusal(answer.refusal));
  }

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
