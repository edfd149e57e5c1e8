"use client";
import { CheckIcon, CopyIcon } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "./button";
import { copyText } from "./copy-text";
import { toast } from "./toast";

type Text = string | Promise<string>;
/** A text, or how to make it when it is copied: an address is known in the browser only, and some has to be fetched. */
type Props = { text: string | (() => Text); label?: string; icon?: ReactNode };

/** One that is here is copied within the click: some browsers let nothing be copied after it. */
async function copy(text: Text): Promise<boolean> {
  if (typeof text === "string") return copyText(text);
  const fetched = await text.catch(() => null);
  if (fetched === null) toast.error("It could not be loaded. Try again.");
  return fetched !== null && copyText(fetched);
}

/** Copies a text and says so for a moment. */
export function CopyButton({ text, label = "Copy", icon = <CopyIcon aria-hidden /> }: Props) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={copied ? "Copied" : label}
      title={label}
      onClick={() => void copy(typeof text === "string" ? text : text()).then(setCopied)}
    >
      {copied ? <CheckIcon aria-hidden /> : icon}
    </Button>
  );
}
