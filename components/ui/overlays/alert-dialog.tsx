"use client";
import { AlertDialog as Primitive } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";

type ConfirmProps = {
  trigger: ReactNode;
  title: ReactNode;
  description: ReactNode;
  /** The verb on the button that does it. */
  action: string;
  /** It takes something away, or it does not. */
  tone?: "danger" | "primary";
  /** Where it gives a promise, the trigger is busy until that is done: nothing is confirmed twice. */
  onConfirm: () => unknown;
};

/** Asks once more before something that cannot be taken back. */
export function Confirm({ trigger, title, description, action, tone = "danger", onConfirm }: ConfirmProps) {
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const confirm = () => {
    const work = onConfirm();
    if (!(work instanceof Promise)) return;
    setBusy(true);
    void work.finally(() => setBusy(false));
  };
  return (
    <Primitive.Root open={isOpen} onOpenChange={(next) => setOpen(next && !isBusy)}>
      <Primitive.Trigger asChild {...(isBusy ? { "aria-busy": true, "aria-disabled": true } : {})}>
        {trigger}
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-overlay data-[state=open]:animate-in data-[state=open]:fade-in" />
        <Primitive.Content
          data-slot="alert-dialog"
          className="fixed top-[min(18vh,max(8px,100vh-320px))] left-1/2 z-50 max-h-[calc(100vh-16px)] w-[calc(100vw-24px)] max-w-[420px] -translate-x-1/2 overflow-y-auto rounded-xl bg-popover p-5 text-popover-foreground shadow-modal"
        >
          <Primitive.Title className="text-md font-semibold tracking-title">{title}</Primitive.Title>
          <Primitive.Description className="mt-1.5 text-muted-foreground">{description}</Primitive.Description>
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <Primitive.Cancel asChild>
              <Button>Cancel</Button>
            </Primitive.Cancel>
            <Primitive.Action asChild>
              <Button variant={tone} onClick={confirm}>
                {action}
              </Button>
            </Primitive.Action>
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
