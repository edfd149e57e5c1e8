"use client";
import { Popover } from "radix-ui";
import type { PointerEventHandler, RefObject } from "react";

type NoteProps = {
  word: RefObject<HTMLButtonElement | null>;
  means: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onPointerEnter: PointerEventHandler;
  onPointerLeave: PointerEventHandler;
};

/** What a word means, above it. */
export function ExplainedNote({ word, means, isOpen, onOpenChange, onPointerEnter, onPointerLeave }: NoteProps) {
  return (
    <Popover.Root open={isOpen} onOpenChange={onOpenChange}>
      <Popover.Anchor virtualRef={word} />
      <Popover.Portal>
        <Popover.Content
          // Not a dialog, before which the keys of the page would stand back.
          role="tooltip"
          aria-hidden
          side="top"
          sideOffset={4}
          collisionPadding={8}
          onInteractOutside={(event) => event.target instanceof Node && word.current?.contains(event.target) && event.preventDefault()}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onPointerEnter={onPointerEnter}
          onPointerLeave={onPointerLeave}
          className="z-50 max-w-[min(300px,calc(100vw-16px))] rounded-lg bg-popover px-3 py-2 text-sm text-popover-foreground shadow-pop"
        >
          {means}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
