"use client";
import { NotebookText } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { Menu } from "@/components/ui/overlays/menu";
import type { MenuChoice } from "@/components/ui/overlays/menu-choice";
import { orWords } from "@/components/ui/reach/not-there";
import type { SavedPrompts } from "./use-saved-prompts";

const PromptDialogs = dynamic(() => orWords(() => import("./prompt-dialogs").then((module) => module.PromptDialogs)), { ssr: false });

type Props = {
  saved: SavedPrompts;
  /** What is written now. */
  text: string;
  onInsert: (text: string) => void;
  /** Gives the keys back to the text. */
  onFocus: () => void;
};

/** Where nothing is saved and nothing is written. */
const FIRST_WORDS = "Write something, then save it here";

/** A person's saved prompts: put one into the text, keep what is written, forget one. */
export function PromptMenu({ saved, text, onInsert, onFocus }: Props) {
  const [open, setOpen] = useState<"save" | "remove" | null>(null);
  const isInserted = useRef(false);
  const takeFocus = () => {
    const isMine = isInserted.current;
    isInserted.current = false;
    if (isMine) onFocus();
    return isMine;
  };
  const hasSome = saved.prompts.length > 0;
  const choices: MenuChoice[] = [
    ...saved.prompts.map((prompt) => ({
      id: String(prompt.id),
      title: prompt.text.slice(0, 500),
      says: <span className="min-w-0 truncate">{prompt.name}</span>,
      onSelect: () => {
        isInserted.current = true;
        onInsert(prompt.text);
      },
    })),
    {
      id: "save",
      icon: "keep",
      says: hasSome || text.trim() ? "Save what is written…" : FIRST_WORDS,
      isDisabled: text.trim() === "",
      isApart: hasSome,
      onSelect: () => setOpen("save"),
    },
    ...(hasSome ? [{ id: "remove", icon: "remove" as const, says: "Remove one…", onSelect: () => setOpen("remove") }] : []),
  ];
  return (
    <>
      <Menu
        variant="ghost"
        size="icon-sm"
        aria-label="Saved prompts"
        title="Saved prompts"
        side="top"
        align="start"
        isTall
        choices={choices}
        onOpen={saved.load}
        takeFocus={takeFocus}
      >
        <NotebookText aria-hidden />
      </Menu>
      {open && <PromptDialogs open={open} saved={saved} text={text} onClose={() => setOpen(null)} />}
    </>
  );
}
