"use client";
import { PromptDialog } from "@/components/ui/overlays/later";
import { PROMPT_NAME_MAX } from "@/lib/domain/projects/prompt-limits";
import { RemovePrompts } from "./remove-prompts";
import type { SavedPrompts } from "./use-saved-prompts";

type Props = { open: "save" | "remove"; saved: SavedPrompts; text: string; onClose: () => void };

/** What the menu of saved prompts opens: to keep `text` under a name, or to forget one. */
export function PromptDialogs({ open, saved, text, onClose }: Props) {
  if (open === "remove") return <RemovePrompts saved={saved} onClose={onClose} />;
  return (
    <PromptDialog
      title="Save as a prompt"
      description="Only you see it, in this project. The same name again replaces its text."
      label="Name"
      action="Save"
      value=""
      maxLength={PROMPT_NAME_MAX}
      onClose={onClose}
      save={(name) => saved.save(name, text)}
    />
  );
}
