"use client";
import { Trash2 } from "lucide-react";
import { Form } from "@/components/ui/forms/form";
import { FormProblem } from "@/components/ui/forms/form-problem";
import { Submit } from "@/components/ui/forms/submit";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/overlays/dialog";
import type { SavedPrompts } from "./use-saved-prompts";

/** Forgets saved prompts, one by one. */
export function RemovePrompts({ saved: { prompts, remove }, onClose }: { saved: SavedPrompts; onClose: () => void }) {
  const submit = async (_: HTMLFormElement, submitter: HTMLElement | null) => {
    const words = submitter instanceof HTMLButtonElement ? await remove(Number(submitter.value)) : null;
    return words === null ? null : { words };
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogTitle>Saved prompts</DialogTitle>
        <DialogDescription>Yours alone, for this project.</DialogDescription>
        <Form onSubmit={submit}>
          <FormProblem className="mt-3" />
          <ul className="mt-3 divide-y rounded-md border">
            {prompts.map(({ id, name, text }) => (
              <li key={id} className="flex min-h-9 items-center gap-2 py-1 pr-1 pl-3">
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{name}</span>
                  <span className="block truncate text-xs text-muted-foreground">{text.slice(0, 200)}</span>
                </span>
                <Submit variant="ghost" size="icon-sm" value={id} aria-label={`Remove ${name}`}>
                  <Trash2 aria-hidden />
                </Submit>
              </li>
            ))}
            {prompts.length === 0 ? <li className="px-3 py-2 text-muted-foreground">None is saved.</li> : null}
          </ul>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
