"use client";
import { CheckIcon, CopyIcon } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { formatDeadline } from "@/components/ui/format";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogTitle } from "@/components/ui/overlays/dialog";

export type OneTimeLink = { url: string; expiresAt: number };

type Props = { name: string; link: OneTimeLink; onClose: () => void; onClosed?: () => void };

const inItsField = () => "The link is marked in its field: copy it from there.";

/** What the dialog is there for: it says that it was done for as long as the dialog is open. */
function CopyLink({ url, onRefused }: { url: string; onRefused: () => void }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    const isDone = await copyText(url, inItsField);
    setCopied(isDone);
    if (!isDone) onRefused();
  };
  return (
    <Button variant="primary" className="min-w-28" onClick={() => void copy()}>
      {isCopied ? <CheckIcon aria-hidden /> : <CopyIcon aria-hidden />}
      {isCopied ? "Copied" : "Copy link"}
    </Button>
  );
}

/** The link, once: only its hash is kept. */
export function LinkDialog({ name, link, onClose, onClosed }: Props) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent isKept {...(onClosed && { onClosed })}>
        <DialogTitle>A link for {name}</DialogTitle>
        <DialogDescription>
          Give it to {name}: whoever opens it sets the password of this account. It works once, until {formatDeadline(link.expiresAt)}, and
          is shown only now.
        </DialogDescription>
        <Field label="One-time link" className="mt-4">
          {(control) => (
            <Input
              {...control}
              ref={field}
              readOnly
              value={link.url}
              className="font-mono text-xs"
              onFocus={(event) => event.currentTarget.select()}
            />
          )}
        </Field>
        <DialogFooter>
          <Button onClick={onClose}>Done</Button>
          <CopyLink url={link.url} onRefused={() => field.current?.focus()} />
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
