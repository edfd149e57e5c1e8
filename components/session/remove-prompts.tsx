"use client";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import type { SavedPrompts } from "./use-saved-prompts";

/** Forgets saved prompts, one by one. */
export function RemovePrompts({ saved: { prompts, remove }, onClose }: { saved: SavedPrompts; onClose: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogTitle>Saved prompts</DialogTitle>
        <DialogDescription>Yours alone, for this project.</DialogDescription>
        {problem ? (
          <p role="alert" className="mt-2 text-xs text-failed">
            {problem}
          </p>
        ) : null}
        <ul className="mt-3 divide-y rounded-md border">
          {prompts.map(({ id, name, text }) => (
            <li key={id} className="flex min-h-9 items-center gap-2 py-1 pr-1 pl-3">
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{name}</span>
                <span className="block truncate text-xs text-muted-foreground">{text.slice(0, 200)}</span>
              </span>
              <Button variant="ghost" size="icon-sm" aria-label={`Remove ${name}`} onClick={async () => setProblem(await remove(id))}>
                <Trash2 aria-hidden />
              </Button>
            </li>
          ))}
          {prompts.length === 0 ? <li className="px-3 py-2 text-muted-foreground">None is saved.</li> : null}
        </ul>
      </DialogContent>
    </Dialog>
  );
}
