"use client";
import { XIcon } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { type ComponentProps, type ReactNode, type RefObject, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { isComposing } from "@/components/ui/forms/is-composing";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;

/** Notes what has the focus, before anything in the dialog takes it. */
function Opener({ kept }: { kept: RefObject<Element | null> }) {
  useState(() => {
    kept.current = document.activeElement;
  });
  return null;
}

/** Of what opens over a page: a note that is pressed is beside it, and says nothing of it. */
export const keepsFromNotes = (event: { target: EventTarget | null; preventDefault: () => void }): void => {
  if (event.target instanceof Element && event.target.closest("[data-sonner-toaster]")) event.preventDefault();
};

/** The Escape that gives up a composition closes nothing. */
export const keepsComposing = (event: KeyboardEvent): void => {
  if (isComposing(event)) event.preventDefault();
};

type ContentProps = Omit<ComponentProps<typeof Primitive.Content>, "onCloseAutoFocus" | "onInteractOutside" | "onEscapeKeyDown"> & {
  /** It holds what is nowhere else: a press beside it, which happens, does not close it. */
  isKept?: boolean;
  /** The dialog is gone, and the focus is back where it was. */
  onClosed?: () => void;
};

/** Most dialogs have no trigger that the focus could go back to: it goes back to what had it, unless a quick key has taken it elsewhere meanwhile. */
export function DialogContent({ className, children, onClosed, isKept = false, ...props }: ContentProps) {
  const opener = useRef<Element>(null);
  const giveBack = (event: Event) => {
    const home = opener.current;
    const isTaken = document.activeElement !== null && document.activeElement !== document.body;
    const hasHome = home instanceof HTMLElement && home.isConnected && home !== document.body;
    if (isTaken || hasHome) event.preventDefault();
    if (hasHome && !isTaken) home.focus();
    onClosed?.();
  };
  return (
    <Primitive.Portal>
      <Primitive.Overlay
        data-slot="dialog-overlay"
        className="fixed inset-0 z-40 bg-overlay data-[state=open]:animate-in data-[state=open]:fade-in"
      />
      <Primitive.Content
        data-slot="dialog"
        className={cn(
          "fixed top-[max(16px,12vh)] left-1/2 z-50 max-h-[84vh] w-[calc(100vw-24px)] max-w-[480px] -translate-x-1/2 overflow-y-auto rounded-xl bg-popover p-5 text-popover-foreground shadow-modal data-[state=open]:animate-in data-[state=open]:fade-in data-[state=open]:zoom-in-95",
          className,
        )}
        {...props}
        onInteractOutside={(event) => (isKept ? event.preventDefault() : keepsFromNotes(event))}
        onEscapeKeyDown={keepsComposing}
        onCloseAutoFocus={giveBack}
      >
        <Opener kept={opener} />
        {children}
        <Primitive.Close asChild>
          <Button variant="ghost" size="icon-sm" aria-label="Close" className="absolute top-3.5 right-3.5">
            <XIcon aria-hidden />
          </Button>
        </Primitive.Close>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function DialogTitle({ className, ...props }: ComponentProps<typeof Primitive.Title>) {
  return <Primitive.Title data-slot="dialog-title" className={cn("pr-8 text-md font-semibold tracking-title", className)} {...props} />;
}

export function DialogDescription({ className, ...props }: ComponentProps<typeof Primitive.Description>) {
  return <Primitive.Description data-slot="dialog-description" className={cn("mt-1 text-muted-foreground", className)} {...props} />;
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <div data-slot="dialog-footer" className="mt-5 flex flex-wrap justify-end gap-2">
      {children}
    </div>
  );
}
