"use client";
import { BookmarkPlus, NotebookText, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { PromptDialog } from "@/components/ui/prompt-dialog";
import { PROMPT_NAME_MAX } from "@/lib/domain/prompt-limits";
import type { SavedPrompts } from "./use-saved-prompts";

type Props = {
  saved: SavedPrompts;
  /** What is written now. */
  text: string;
  onInsert: (text: string) => void;
  /** Gives the keys back to the text. */
  onFocus: () => void;
};

function RemoveDialog({ saved: { prompts, remove }, onClose }: { saved: SavedPrompts; onClose: () => void }) {
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

/** A person's saved prompts: put one into the text, keep what is written, forget one. */
export function PromptMenu({ saved, text, onInsert, onFocus }: Props) {
  const [open, setOpen] = useState<"save" | "remove" | null>(null);
  const isInserted = useRef(false);
  const close = () => setOpen(null);
  return (
    <>
      <DropdownMenu onOpenChange={(isOpen) => isOpen && saved.load()}>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label="Saved prompts" title="Saved prompts">
            <NotebookText aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent
          side="top"
          align="start"
          className="max-h-80 max-w-80 overflow-y-auto"
          onCloseAutoFocus={(event) => {
            if (!isInserted.current) return;
            isInserted.current = false;
            event.preventDefault();
            onFocus();
          }}
        >
          {saved.prompts.map((prompt) => (
            <DropdownMenuItem
              key={prompt.id}
              title={prompt.text.slice(0, 500)}
              onSelect={() => {
                isInserted.current = true;
                onInsert(prompt.text);
              }}
            >
              <span className="min-w-0 truncate">{prompt.name}</span>
            </DropdownMenuItem>
          ))}
          {saved.prompts.length > 0 ? <DropdownMenuSeparator /> : null}
          <DropdownMenuItem disabled={text.trim() === ""} onSelect={() => setOpen("save")}>
            <BookmarkPlus aria-hidden />
            Save what is written…
          </DropdownMenuItem>
          {saved.prompts.length > 0 ? (
            <DropdownMenuItem onSelect={() => setOpen("remove")}>
              <Trash2 aria-hidden />
              Remove one…
            </DropdownMenuItem>
          ) : null}
        </DropdownMenuContent>
      </DropdownMenu>
      {open === "save" ? (
        <PromptDialog
          title="Save as a prompt"
          description="Only you see it, in this project. The same name again replaces its text."
          label="Name"
          action="Save"
          value=""
          maxLength={PROMPT_NAME_MAX}
          onClose={close}
          save={(name) => saved.save(name, text)}
        />
      ) : null}
      {open === "remove" ? <RemoveDialog saved={saved} onClose={close} /> : null}
    </>
  );
}
