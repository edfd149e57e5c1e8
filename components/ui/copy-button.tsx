"use client";
import { CheckIcon, CopyIcon } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "./button";
import { copyText, type Instead, markIt } from "./copy-text";

/** A text, or how to make it when it is copied: an address is known in the browser only, and some has to be fetched. */
type Props = {
  text: string | (() => string | Promise<string>);
  label?: string;
  icon?: ReactNode;
  /** What one can do where the browser does not let it be copied, known by then. */
  instead?: Instead;
};

/** Copies a text and says so for a moment. */
export function CopyButton({ text, label = "Copy", icon = <CopyIcon aria-hidden />, instead = markIt }: Props) {
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
      onClick={() => void copyText(typeof text === "string" ? text : text(), instead).then(setCopied)}
    >
      {copied ? <CheckIcon aria-hidden /> : icon}
    </Button>
  );
}
