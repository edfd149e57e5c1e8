"use client";
import { XIcon } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { keepsFromNotes } from "./dialog";

/** A drawer from the left that keeps the focus inside while it is open. */
export function Sheet({
  title,
  open,
  onOpenChange,
  onClosed,
  children,
}: {
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Says where the focus goes. */
  onClosed: () => void;
  children: ReactNode;
}) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-overlay data-[state=open]:animate-in data-[state=open]:fade-in" />
        <Primitive.Content
          aria-describedby={undefined}
          onInteractOutside={keepsFromNotes}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
          }}
          className="fixed inset-y-0 left-0 z-50 flex w-[min(300px,86vw)] flex-col bg-sidebar text-sidebar-foreground shadow-modal data-[state=open]:animate-in data-[state=open]:slide-in-from-left"
        >
          <Primitive.Title className="sr-only">{title}</Primitive.Title>
          {children}
          <Primitive.Close asChild>
            <Button variant="ghost" aria-label="Close" className="absolute top-[5px] right-1.5 size-11 p-0">
              <XIcon aria-hidden />
            </Button>
          </Primitive.Close>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** A drawer from the right, as high as the page and on a phone as wide; it brings its own button to close it. */
export function SideSheet({
  title,
  open,
  onOpenChange,
  onClosed,
  children,
}: {
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Says where the focus goes. */
  onClosed: () => void;
  children: ReactNode;
}) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-overlay data-[state=open]:animate-in data-[state=open]:fade-in" />
        <Primitive.Content
          aria-describedby={undefined}
          onInteractOutside={keepsFromNotes}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
          }}
          className="fixed inset-y-0 right-0 z-50 flex w-full max-w-[640px] flex-col bg-background text-foreground shadow-modal data-[state=open]:animate-in data-[state=open]:slide-in-from-right"
        >
          <Primitive.Title className="sr-only">{title}</Primitive.Title>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
