"use client";
import { CheckIcon, CopyIcon } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "./button";
import { copyText, markIt } from "./copy-text";
import { toast } from "./toast";

type Text = string | Promise<string>;
/** A text, or how to make it when it is copied: an address is known in the browser only, and some has to be fetched. */
type Props = {
  text: string | (() => Text);
  label?: string;
  icon?: ReactNode;
  /** What one can do where the browser does not let it be copied, known by then. */
  instead?: (text: string) => string;
};

/** One that is here is copied within the click: some browsers let nothing be copied after it. */
async function copy(text: Text, instead: (text: string) => string): Promise<boolean> {
  if (typeof text === "string") return copyText(text, instead(text));
  const fetched = await text.catch(() => null);
  if (fetched === null) toast.error("It could not be loaded. Try again.");
  return fetched !== null && copyText(fetched, instead(fetched));
}

/** Copies a text and says so for a moment. */
export function CopyButton({ text, label = "Copy", icon = <CopyIcon aria-hidden />, instead = () => markIt }: Props) {
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
      onClick={() => void copy(typeof text === "string" ? text : text(), instead).then(setCopied)}
    >
      {copied ? <CheckIcon aria-hidden /> : icon}
    </Button>
  );
}
