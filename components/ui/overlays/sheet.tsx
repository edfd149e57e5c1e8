"use client";
import { XIcon } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { keepsComposing, keepsFromNotes } from "./dialog";

type Props = {
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Says where the focus goes. */
  onClosed: () => void;
  children: ReactNode;
};

/** What comes in from one side and keeps the focus inside while it is open. */
function Drawer({ title, open, onOpenChange, onClosed, className, children }: Props & { className: string }) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-overlay data-[state=open]:animate-in data-[state=open]:fade-in" />
        <Primitive.Content
          aria-describedby={undefined}
          onInteractOutside={keepsFromNotes}
          onEscapeKeyDown={keepsComposing}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
          }}
          className={cn("fixed inset-y-0 z-50 flex flex-col shadow-modal data-[state=open]:animate-in", className)}
        >
          <Primitive.Title className="sr-only">{title}</Primitive.Title>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** A drawer from the left, with a button to close it. */
export function Sheet({ children, ...props }: Props) {
  return (
    <Drawer {...props} className="left-0 w-[min(300px,86vw)] bg-sidebar text-sidebar-foreground data-[state=open]:slide-in-from-left">
      {children}
      <Primitive.Close asChild>
        <Button variant="ghost" aria-label="Close" className="absolute top-[5px] right-1.5 size-11 p-0">
          <XIcon aria-hidden />
        </Button>
      </Primitive.Close>
    </Drawer>
  );
}

/** A drawer from the right, as high as the page and on a phone as wide; it brings its own button to close it. */
export function SideSheet(props: Props) {
  return <Drawer {...props} className="right-0 w-full max-w-[640px] bg-background text-foreground data-[state=open]:slide-in-from-right" />;
}
