"use client";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogTitle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { formatMoment } from "@/components/ui/format";
import { Input } from "@/components/ui/input";

export type OneTimeLink = { url: string; expiresAt: number };

type Props = { name: string; link: OneTimeLink; onClose: () => void; onClosed?: () => void };

/** The link, once: only its hash is kept. */
export function LinkDialog({ name, link, onClose, onClosed }: Props) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent {...(onClosed && { onClosed })}>
        <DialogTitle>A link for {name}</DialogTitle>
        <DialogDescription>
          Give it to {name}: whoever opens it sets the password of this account. It works once, until {formatMoment(link.expiresAt)}, and is
          shown only now.
        </DialogDescription>
        <div className="mt-4 flex items-end gap-2">
          <Field label="One-time link" className="flex-1">
            {(control) => (
              <Input
                {...control}
                readOnly
                value={link.url}
                className="font-mono text-xs"
                onFocus={(event) => event.currentTarget.select()}
              />
            )}
          </Field>
          <span className="flex h-[34px] items-center touch:h-11">
            <CopyButton text={link.url} label="Copy link" />
          </span>
        </div>
        <DialogFooter>
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
